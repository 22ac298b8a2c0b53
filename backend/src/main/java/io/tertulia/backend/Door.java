package io.tertulia.backend;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What refs ask: calls whose answers are read. An answer that is not as it should be is the
/// server's fault, and told so. Safe for use by any thread.
final class Door {
  private static final int LIMIT = 100;
  private static final int KEY_BYTES = 16;

  private final Line line;
  private final RandomGenerator random;

  Door(Line line, RandomGenerator random) {
    this.line = line;
    this.random = random;
  }

  /// Makes a call.
  Json make(Call call) {
    return line.make(call);
  }

  /// Makes a call and reads the object that answers it.
  <T> T ask(Call call, Function<Fields, T> read) {
    return read(make(call), json -> read.apply(Fields.of(json, "answer")));
  }

  /// What is there; empty when nothing is.
  <T> Optional<T> find(Target target, Function<Fields, T> read) {
    try {
      return Optional.of(ask(Call.of("GET", target), read));
    } catch (TalkException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void put(Target target, Json body) {
    make(Call.of("PUT", target, body));
  }

  /// Deletes what is there. That nothing is there may come of an attempt whose answer was lost, so
  /// it is as good.
  void delete(Target target) {
    try {
      make(Call.of("DELETE", target));
    } catch (TalkException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
    }
  }

  /// The objects of an array.
  List<Fields> items(Json array) {
    return read(
        array,
        json ->
            Fields.of(Json.object().put("answer", json).build(), "")
                .objects("answer", Function.identity()));
  }

  /// All that a list holds, page by page. A page that is not full is the last. What was handed out
  /// may be deleted while the rest is read.
  ///
  /// @param list makes the list's target anew for each page
  /// @param id what the next page starts behind
  <T> Stream<T> pages(Supplier<Target> list, Function<Fields, T> read, Function<T, String> id) {
    return stream(
        Pages.behindItems(after -> {
          List<T> items = page(list.get(), "startingAfter", after, in -> in.objects("data", read));
          return new Pages.Page<>(items, items.size() < LIMIT ? null : id.apply(items.getLast()));
        }));
  }

  /// All that a search finds, page by page. A page without a cursor is the last.
  ///
  /// @param search makes the search's target anew for each page
  <T> Stream<T> found(Supplier<Target> search, Function<Fields, T> read) {
    return stream(
        Pages.behindCursors(after ->
            page(
                search.get(),
                "cursor",
                after,
                in -> new Pages.Page<>(in.objects("data", read), in.textOrNull("cursor")))));
  }

  private <P> P page(
      Target target, String place, @Nullable String after, Function<Fields, P> read) {
    Target page = target.with("limit", Integer.toString(LIMIT));
    return ask(Call.of("GET", after == null ? page : page.with(place, after)), read);
  }

  private static <T> Stream<T> stream(Pages<T> pages) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /// A key that makes a send safe to repeat: 128 bits of chance as 32 hexadecimal digits.
  String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static <T> T read(Json answer, Function<Json, T> read) {
    try {
      return read.apply(answer);
    } catch (IllegalArgumentException e) {
      throw TalkException.of(ErrorCode.INTERNAL, String.valueOf(e.getMessage()));
    }
  }
}
