package io.tertulia.server.gate;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The frames of the transcripts, in the order in which they are said.
final class Transcripts {
  private static final Path FOLDER = Path.of("../protocol/src/test/resources/transcripts");

  private Transcripts() {}

  /// A frame of a transcript.
  ///
  /// @param line which of the transcript's connections, a new one after a cut
  /// @param isMeant false for what only looks like a frame, and is to be refused
  record Said(String line, boolean byClient, boolean isMeant, Json.Obj frame) {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  /// All frames of all transcripts.
  static List<Said> all() throws IOException {
    List<Said> all = new ArrayList<>();
    for (Path file : files()) {
      all.addAll(frames(file));
    }
    return all;
  }

  /// The frames of one; texts that are no JSON are left out.
  static List<Said> frames(Path file) throws IOException {
    Json.Obj transcript = (Json.Obj) Json.parse(Files.readAllBytes(file));
    List<Said> frames = new ArrayList<>();
    int cuts = 0;
    for (Json each : ((Json.Arr) transcript.get("dialogue")).items()) {
      Json.Obj turn = (Json.Obj) each;
      if (turn.get("cut") != null) {
        cuts++;
      } else if (turn.get("note") == null
          && turn.get("text") == null
          && turn.get("calls") == null) {
        boolean byClient = turn.get("says") != null;
        Json who = turn.get(turn.get("line") == null ? "who" : "line");
        String line = file.getFileName() + " " + who.toText() + " after " + cuts + " cuts";
        Json.Obj frame = (Json.Obj) turn.get(byClient ? "says" : "hears");
        boolean isMeant =
            turn.get("invalid") == null
                && !(byClient && ClientFrame.read(frame) instanceof ClientFrame.Unknown);
        frames.add(new Said(line, byClient, isMeant, frame));
      }
    }
    return frames;
  }
}
