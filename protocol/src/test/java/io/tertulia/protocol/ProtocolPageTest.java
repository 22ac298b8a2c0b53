package io.tertulia.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps `docs/protocol.md` what the transcripts say. With `-Dtertulia.write=true` the page is
/// written.
class ProtocolPageTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
  private static final Path INTRODUCTION = Path.of("src/test/resources/protocol-introduction.md");
  private static final Path PAGE = Path.of("../docs/protocol.md");

  @Test
  void the_page_is_what_the_transcripts_say() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(INTRODUCTION));
    for (Path file : transcripts()) {
      chapter(page, (Json.Obj) Json.parse(Files.readAllBytes(file)));
    }
    if (Boolean.getBoolean("tertulia.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("written anew by ./tertulia test -pl protocol -Dtertulia.write=true")
        .isEqualTo(page.toString());
  }

  @Test
  void the_introduction_names_every_frame() throws IOException {
    String page = Files.readString(INTRODUCTION);
    String client = page.substring(page.indexOf("**Frames of the client:"));
    String server = page.substring(page.indexOf("**Frames of the server:"));
    assertNamed(client.substring(0, client.indexOf("\n\n")), ClientFrame.class);
    assertNamed(server.substring(0, server.indexOf("\n\n")), ServerFrame.class);
  }

  private static void assertNamed(String paragraph, Class<?> frames) {
    for (Class<?> frame : frames.getPermittedSubclasses()) {
      String name = frame.getSimpleName();
      if (!name.equals("Unknown")) {
        assertThat(paragraph)
            .contains(
                "`" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "`");
      }
    }
  }

  private static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.sorted().toList();
    }
  }

  private static void chapter(StringBuilder page, Json.Obj transcript) {
    page.append("\n## ").append(text(transcript, "title")).append("\n\n");
    page.append(text(transcript, "about")).append("\n\n```\n");
    for (Json turn : ((Json.Arr) transcript.members().get("dialogue")).items()) {
      page.append(line((Json.Obj) turn)).append('\n');
    }
    page.append("```\n");
  }

  private static String line(Json.Obj turn) {
    if (turn.get("note") != null) {
      return "\n# " + text(turn, "note");
    }
    String who = text(turn, turn.get("line") == null ? "who" : "line");
    if (turn.get("cut") != null) {
      return who + "    (cut)";
    }
    if (turn.get("calls") != null) {
      return who + " calls " + text(turn, "calls");
    }
    if (turn.get("hears") != null) {
      return who + " <- " + turn.members().get("hears").toText();
    }
    return who
        + " -> "
        + (turn.get("text") == null ? turn.members().get("says").toText() : text(turn, "text"));
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.members().get(name)).value();
  }
}
