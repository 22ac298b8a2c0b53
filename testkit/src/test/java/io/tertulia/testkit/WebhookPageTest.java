package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The receivers that the page about webhooks shows, run as they stand there.
@ExtendWith(TertuliaExtension.class)
@Timeout(120)
class WebhookPageTest {
  @TempDir private Path folder;

  @Test
  void the_receiver_in_node_hears_what_is_genuine_and_nothing_else(People people) throws Exception {
    Path script = Files.writeString(folder.resolve("receiver.mjs"), example("javascript"));
    String said = hears(people, List.of("node", script.toString()));
    assertThat(said).isEqualTo("Alice: Hello from the page");
  }

  @Test
  void the_receiver_in_java_hears_what_is_genuine_and_nothing_else(People people) throws Exception {
    Path source = Files.writeString(folder.resolve("Receiver.java"), example("java"));
    String java = ProcessHandle.current().info().command().orElseThrow();
    String said = hears(people, List.of(java, source.toString()));
    assertThat(said).contains("\"type\":\"message.sent\"", "Hello from the page");
  }

  /// What the receiver says when a message is sent, after a request that is forged.
  private static String hears(People people, List<String> command) throws Exception {
    people.conversation("tea", "alice");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TERTULIA_KEY", people.secretKey());
    builder.environment().put("PORT", "0");
    Process receiver;
    try {
      receiver = builder.start();
    } catch (IOException e) {
      return Assumptions.abort(command.getFirst() + " cannot be run here: " + e.getMessage());
    }
    try (var out =
        new BufferedReader(
            new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
      String first = out.readLine();
      assertThat(first).startsWith("listening at ");
      String url = "http://127.0.0.1:" + first.replace("listening at ", "") + "/";
      assertThat(forge(url, "0".repeat(64))).isEqualTo(401);
      assertThat(forge(url, "short")).isEqualTo(401);
      Json hook =
          Json.object().put("url", url).put("events", Json.of(List.of("message.sent"))).build();
      people.backend().post(hook, "webhooks").orThrow();
      Json message =
          Json.object()
              .put("type", "UserMessage")
              .put("sender", "alice")
              .put("text", "Hello from the page")
              .build();
      people
          .backend()
          .post(new Json.Arr(List.of(message)), "conversations", "tea", "messages")
          .orThrow();
      return out.readLine();
    } finally {
      receiver.destroyForcibly().onExit().join();
    }
  }

  private static int forge(String url, String signature) throws Exception {
    HttpRequest forged =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-TalkJS-Timestamp", Long.toString(System.currentTimeMillis()))
            .header("X-TalkJS-Signature", signature)
            .POST(BodyPublishers.ofString("{\"id\":\"evt_1\",\"type\":\"message.sent\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(forged, BodyHandlers.discarding()).statusCode();
    }
  }

  private static String example(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/webhooks.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
