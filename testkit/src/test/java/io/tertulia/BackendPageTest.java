package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page about back ends is true: its Java compiles, one piece behind the other.
class BackendPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
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

      class Page {
        static void read(String secretKey, Headers headers, byte[] body) {
      """;

  @Test
  void the_examples_compile(@TempDir Path folder) throws IOException {
    String page = Files.readString(Sources.root().resolve("docs/backend.md"));
    String code =
        SNIPPET
            .matcher(page)
            .results()
            .map((MatchResult snippet) -> snippet.group(1))
            .collect(Collectors.joining());
    assertThat(code).contains("TalkBackend.of", "WebhookVerifier.of");
    Path file = Files.writeString(folder.resolve("Page.java"), HEAD + code + "}}");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
  }
}
