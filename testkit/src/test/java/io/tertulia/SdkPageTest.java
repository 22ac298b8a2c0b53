package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the page for newcomers says of errors is so.
class SdkPageTest {
  @Test
  void the_page_tells_of_every_error_whether_to_try_again() throws IOException {
    List<String> rows =
        Files.readAllLines(Sources.root().resolve("docs/sdk.md")).stream()
            .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
            .map(line ->
                line.replaceAll("^\\| (`[A-Z_]+`) \\|.*\\| ([^|]+) \\| ([^|]+) \\|$", "$1 $2 $3"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code ->
                    "`%s` %s %s"
                        .formatted(
                            code,
                            code.endsSession() ? "the session" : "the call",
                            code.retryable() ? "yes" : "no"))
                .toList());
  }
}
