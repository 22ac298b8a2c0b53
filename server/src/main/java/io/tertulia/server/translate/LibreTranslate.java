package io.tertulia.server.translate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Translates by a server that speaks the HTTP of LibreTranslate: `POST /translate` with the texts
/// as a list. Its threads are those of the HTTP client, and there are none before the first text.
///
/// Recent translations are kept. What the provider says beside translations is neither logged nor
/// told to anybody; that it has trouble is logged once, until it answers again.
public final class LibreTranslate implements Translator, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibreTranslate.class);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int OK = 200;

  private final TranslateSettings settings;
  private final URI address;
  private final HttpClient http;
  private final Semaphore free;
  private final Cache<Asked, List<String>> recent;
  private final AtomicReference<String> trouble = new AtomicReference<>("");

  private record Asked(List<String> texts, String language) {}

  private LibreTranslate(TranslateSettings settings) {
    this.settings = settings;
    this.address = URI.create(settings.url().replaceAll("/+$", "") + "/translate");
    this.free = new Semaphore(settings.concurrent());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.time())
            .build();
    this.recent =
        Caffeine.newBuilder()
            .maximumWeight(settings.cachedCharacters())
            .weigher((Asked asked, List<String> said) -> length(asked.texts()) + length(said))
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();
  }

  /// A translator that asks the server of these settings, which must name one.
  public static LibreTranslate open(TranslateSettings settings) {
    return new LibreTranslate(settings);
  }

  @Override
  public CompletableFuture<List<String>> translate(List<String> texts, String language) {
    if (texts.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    Asked asked = new Asked(List.copyOf(texts), language);
    List<String> known = recent.getIfPresent(asked);
    return known == null ? ask(asked) : CompletableFuture.completedFuture(known);
  }

  /// Gives up what is being asked.
  @Override
  public void close() {
    http.shutdownNow();
  }

  private CompletableFuture<List<String>> ask(Asked asked) {
    if (!free.tryAcquire()) {
      return CompletableFuture.failedFuture(
          unavailable(settings.concurrent() + " are asked for already (expected: fewer)"));
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question(asked)))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.answerBytes()));
    return exchange
        .copy()
        .orTimeout(settings.time().toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> {
          boolean _ = exchange.cancel(true); // It may go on after its time.
          free.release();
          List<String> said = texts(asked.texts().size(), answer, failure);
          recent.put(asked, said);
          trouble.set("");
          return said;
        });
  }

  private byte[] question(Asked asked) {
    return Json.object()
        .put("q", Json.of(asked.texts()))
        .put("source", "auto")
        .put("target", asked.language().equals("zh-TW") ? "zt" : asked.language())
        .put("format", "text")
        .put("api_key", settings.apiKey().isEmpty() ? null : settings.apiKey())
        .build()
        .toBytes();
  }

  private List<String> texts(
      int expected, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    if (answer == null) {
      throw troubled("the provider does not answer", failure);
    }
    if (answer.statusCode() != OK) {
      throw troubled("the provider answers " + answer.statusCode(), null);
    }
    List<String> said = translated(answer.body());
    if (said.size() != expected) {
      throw troubled("the provider answers something else", null);
    }
    return said;
  }

  private Refusal troubled(String what, @Nullable Throwable failure) {
    if (!trouble.getAndSet(what).equals(what)) {
      LOG.warn("translation: {} ({})", what, failure == null ? "no cause" : failure.toString());
    }
    return unavailable(what);
  }

  /// The texts in an answer; none when it is not as it should be.
  private static List<String> translated(byte[] body) {
    Json json;
    try {
      json = Json.parse(body);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    Json texts = json instanceof Json.Obj object ? object.get("translatedText") : null;
    List<String> said = new ArrayList<>();
    if (texts instanceof Json.Arr list) {
      for (Json text : list.items()) {
        if (!(text instanceof Json.Str string)) {
          return List.of();
        }
        said.add(string.value());
      }
    }
    return List.copyOf(said);
  }

  private static int length(List<String> texts) {
    return texts.stream().mapToInt(text -> text.length() + 1).sum();
  }

  private static Refusal unavailable(String why) {
    return new Refusal(ErrorCode.UNAVAILABLE, "translation: " + why);
  }
}
