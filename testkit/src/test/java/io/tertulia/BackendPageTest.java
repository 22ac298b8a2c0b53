package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page about back ends is true: its Java compiles and runs, one piece behind the other.
@ExtendWith(TertuliaExtension.class)
class BackendPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final String CLASSES =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  private static final String HEAD =
      """
      import com.sun.net.httpserver.Headers;
      import io.tertulia.backend.*;
      import io.tertulia.protocol.*;
      import io.tertulia.protocol.content.*;
      import io.tertulia.protocol.filter.*;
      import java.net.URI;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.Map;

      class Page {
        public static void main(String[] args) throws Exception {
          byte[] body = System.getenv("EVENT").getBytes("UTF-8");
          String time = String.valueOf(System.currentTimeMillis());
          var mac = javax.crypto.Mac.getInstance("HmacSHA256");
          String key = System.getenv("CHAT_KEY");
          mac.init(new javax.crypto.spec.SecretKeySpec(key.getBytes("UTF-8"), "HmacSHA256"));
          mac.update((time + ".").getBytes("UTF-8"));
          Headers headers = new Headers();
          headers.set(WebhookVerifier.TIMESTAMP_HEADER, time);
          headers.set(
              WebhookVerifier.SIGNATURE_HEADER,
              java.util.HexFormat.of().withUpperCase().formatHex(mac.doFinal(body)));
          read(key, headers, body);
        }

        static void read(String secretKey, Headers headers, byte[] body) {
      """;

  @TempDir private Path folder;

  @Test
  void the_examples_compile_and_do_what_they_say(People people) throws Exception {
    String page = Files.readString(Sources.root().resolve("docs/backend.md"));
    String code =
        SNIPPET
            .matcher(page)
            .results()
            .map((MatchResult snippet) -> snippet.group(1))
            .collect(Collectors.joining());
    assertThat(code).contains("\"shop\"", "https://chat.example\"");
    String event = event(people.backend());
    String said =
        run(
            HEAD
                + code.replace("\"shop\"", "\"" + people.appId() + "\"")
                    .replace("https://chat.example\"", people.server().uri() + "\"")
                + "}}",
            people.secretKey(),
            event);
    assertThat(said).contains("alice: When will it arrive?").contains("Is anybody there?");
  }

  /// One as a webhook brings it.
  private static String event(Backend backend) {
    backend.post(Json.object().put("url", Json.Null.NULL).build(), "webhooks").orThrow();
    backend.put(Json.object().put("name", "Carol").build(), "users", "carol").orThrow();
    backend.put(Json.object().build(), "conversations", "shop").orThrow();
    backend.put(Json.object().build(), "conversations", "shop", "participants", "carol").orThrow();
    backend
        .post(
            Json.parse(
                """
                [{"type":"UserMessage","sender":"carol","text":"Is anybody there?"}]
                """),
            "conversations",
            "shop",
            "messages")
        .orThrow();
    return Fields.of(backend.get("events").orThrow().body(), "")
        .objects("data", one -> one)
        .stream()
        .filter(one -> one.text("type").equals("message.sent"))
        .findFirst()
        .orElseThrow()
        .json()
        .toText();
  }

  private String run(String source, String key, String event) throws Exception {
    Files.writeString(folder.resolve("invoice.pdf"), "%PDF-1.7\n");
    Path said = folder.resolve("said");
    ProcessBuilder page =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                compiled(source) + File.pathSeparator + CLASSES,
                "Page")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    page.environment().put("CHAT_KEY", key);
    page.environment().put("EVENT", event);
    int status = page.start().waitFor();
    assertThat(status).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }

  private Path compiled(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Page.java"), source);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, errors, "-cp", CLASSES, "-d", folder.toString(), file.toString());
    assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return folder;
  }
}
