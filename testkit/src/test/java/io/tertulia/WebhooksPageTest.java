package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The page about webhooks is true: its JavaScript knows what is genuine.
class WebhooksPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```js\\n(.*?)```", Pattern.DOTALL);

  private static final String CHECK =
      """
      const key = 'sk_test_EXAMPLEKEY0123456789abcd';
      const event = '{"id":"evt_demo00000000000001","type":"message.read","createdAt":1700000000000,"data":{}}';
      const signature = '6AC8B654B9D124AF283B3D2626414383F698C2AAB53CD0728F987963BCC9D3BA';
      console.log(
        isGenuine(key, '1700000000123', Buffer.from(event), signature),
        isGenuine(key + 'x', '1700000000123', Buffer.from(event), signature),
        isGenuine(key, '1700000000124', Buffer.from(event), signature),
        isGenuine(key, '1700000000123', Buffer.from(event + ' '), signature),
        isGenuine(key, '1700000000123', Buffer.from(event), signature.replace('6', '\u00e9')),
        isGenuine(key, '1700000000123', Buffer.from(event), ''));
      """;

  @Test
  void the_example_knows_what_is_genuine() throws Exception {
    Matcher snippet = SNIPPET.matcher(Files.readString(Sources.root().resolve("docs/webhooks.md")));
    assertThat(snippet.find()).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("node", "-e", snippet.group(1) + CHECK).redirectErrorStream(true);
    Process node;
    try {
      node = builder.start();
    } catch (IOException e) {
      Assumptions.abort("node cannot be run here: " + e.getMessage());
      return;
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo("true false false false false false");
  }
}
