package io.tertulia.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The protocol's transcripts, as the browser client hears them: it reads every frame as the SDK
/// does, and its mirror holds what the SDK's holds.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class TranscriptsTest {
  private final TestServer server;

  TranscriptsTest(TestServer server) {
    this.server = server;
  }

  @Test
  void the_browser_client_knows_after_each_transcript_what_the_sdk_knows() throws IOException {
    List<HeardLine> lines = HeardLine.all();
    assertThat(lines).isNotEmpty();
    List<Fields> told = inBrowser(lines);
    assertThat(told).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      HeardLine line = lines.get(i);
      mustBeRead(line, told.get(i).objects("read", frame -> frame));
      assertThat(SdkSight.of(told.get(i))).as(line.name()).isEqualTo(SdkSight.of(line));
    }
  }

  private static void mustBeRead(HeardLine line, List<Fields> read) {
    for (int i = 0; i < read.size(); i++) {
      ServerFrame frame = line.heard().get(i).frame();
      String name = line.name() + ": " + frame;
      assertThat(read.get(i).flag("known")).as(name).isNotEqualTo(isUnknown(frame));
      assertThat(read.get(i).list("facts", Fact::read)).as(name).isEqualTo(SdkSight.facts(frame));
    }
  }

  private static boolean isUnknown(ServerFrame frame) {
    return frame instanceof ServerFrame.Unknown;
  }

  private List<Fields> inBrowser(List<HeardLine> lines) throws IOException {
    try (Chromium chromium = Chromium.start();
        InputStream script =
            Objects.requireNonNull(
                TranscriptsTest.class.getResourceAsStream("/web/transcripts.js"))) {
      Page page = chromium.browser().newPage();
      page.navigate(server.uri() + "/");
      Object told =
          page.evaluate(
              new String(script.readAllBytes(), StandardCharsets.UTF_8),
              lines.stream().map(TranscriptsTest::asked).toList());
      Json all = Json.object().put("lines", Json.parse(String.valueOf(told))).build();
      return Fields.of(all, "").objects("lines", line -> line);
    }
  }

  private static Map<String, Object> asked(HeardLine line) {
    return Map.of(
        "viewer",
        line.viewer(),
        "people",
        List.copyOf(line.people()),
        "heard",
        line.heard().stream().map(HeardLine.Heard::asked).toList());
  }
}
