package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Limits;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays each transcript against a real server whose clock stands still, and compares every frame.
///
/// With `-Dtertulia.write=true` what the server says is written into the transcript instead.
class TranscriptsTest {
  private static final Path FOLDER = Path.of("../protocol/src/test/resources/transcripts");
  private static final boolean WRITE = Boolean.getBoolean("tertulia.write");

  @TempDir Path data;
  private final Map<String, RawLine> lines = new HashMap<>();
  private final Map<String, Json> values = new HashMap<>();
  private int messages;

  static Stream<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void what_the_transcript_says_is_what_the_server_says(Path file) throws IOException {
    Json.Obj transcript = (Json.Obj) Json.parse(Files.readAllBytes(file));
    ServerConfig config =
        new ServerConfig("127.0.0.1", 0, data, true, settings(transcript), 1, Limits.DEFAULT);
    try (Server server = Server.start(config, new TestServer.TestClock(), new Random(1))) {
      List<Json> played = new ArrayList<>();
      for (Json turn : ((Json.Arr) transcript.members().get("dialogue")).items()) {
        played.add(play(server, (Json.Obj) turn));
      }
      if (WRITE) {
        write(file, transcript, played);
      } else {
        assertThat(new Json.Arr(played).toText())
            .isEqualTo(transcript.members().get("dialogue").toText());
      }
    } finally {
      for (RawLine line : lines.values()) {
        line.close();
      }
    }
  }

  /// The file with the settings of apps that the transcript begins with; empty for none.
  private Path settings(Json.Obj transcript) throws IOException {
    Json apps = transcript.get("apps");
    return apps == null
        ? Path.of("")
        : Files.write(data.resolve("apps.json"), apps.toText().getBytes(StandardCharsets.UTF_8));
  }

  private Json play(Server server, Json.Obj turn) throws IOException {
    if (turn.get("note") != null) {
      return turn;
    }
    if (turn.get("calls") != null) {
      call(server, text(turn.get("calls")));
      return turn;
    }
    String who = text(turn.get("line") == null ? turn.get("who") : turn.get("line"));
    if (turn.get("cut") != null) {
      lines.remove(who).close();
      return turn;
    }
    if (turn.get("hears") != null) {
      return hears(who, turn);
    }
    if (!lines.containsKey(who)) {
      lines.put(who, RawLine.open(server, "demo"));
    }
    if (turn.get("text") != null) {
      lines.get(who).text(text(turn.get("text")));
      return turn;
    }
    Json said = filled(turn.get("says"));
    lines.get(who).text(said.toText());
    if (turn.get("invalid") == null) {
      assertThat(ClientFrame.read(said).json()).isEqualTo(said);
    }
    return with(turn, "says", said);
  }

  /// What the application's own server asks for by REST, which is carried out when this returns.
  private static void call(Server server, String call) throws IOException {
    String[] words = call.split(" ", 2);
    var connection =
        (HttpURLConnection)
            URI.create(server.uri() + "/v1/demo" + words[1]).toURL().openConnection();
    connection.setRequestMethod(words[0]);
    connection.setRequestProperty(
        "Authorization", "Bearer " + server.apps().signingKey("demo").join().reveal());
    assertThat(connection.getResponseCode()).as(call).isEqualTo(200);
    connection.disconnect();
  }

  private Json hears(String who, Json.Obj turn) throws IOException {
    ServerFrame heard = lines.get(who).receive(ServerFrame.class);
    switch (heard) {
      case ServerFrame.Done done when done.messageId() != null ->
          values.putIfAbsent("$message-" + ++messages, Json.of(done.messageId()));
      case ServerFrame.State state -> {
        values.put("$epoch", Json.of(state.state().position().epoch()));
        values.put("$version", Json.of(state.state().position().version()));
        if (state.state().messagesFrom() != null) {
          values.put("$bound", state.state().messagesFrom().json());
        }
      }
      default -> {}
    }
    assertThat(ServerFrame.read(heard.json())).isEqualTo(heard);
    return with(turn, "hears", heard.json());
  }

  private Json filled(Json json) {
    return switch (json) {
      case Json.Str string when values.containsKey(string.value()) -> values.get(string.value());
      case Json.Obj object -> {
        Json.Builder filled = Json.object();
        object.members().forEach((name, value) -> filled.put(name, filled(value)));
        yield filled.build();
      }
      case Json.Arr array -> new Json.Arr(array.items().stream().map(this::filled).toList());
      default -> json;
    };
  }

  private static Json with(Json.Obj turn, String name, Json value) {
    Map<String, Json> members = new LinkedHashMap<>(turn.members());
    members.put(name, value);
    return new Json.Obj(members);
  }

  private static String text(Json json) {
    return ((Json.Str) json).value();
  }

  private static void write(Path file, Json.Obj transcript, List<Json> played) throws IOException {
    StringBuilder out = new StringBuilder("{\n");
    out.append(" \"title\": ").append(transcript.members().get("title").toText()).append(",\n");
    out.append(" \"about\": ").append(transcript.members().get("about").toText()).append(",\n");
    Json apps = transcript.get("apps");
    if (apps != null) {
      out.append(" \"apps\": ").append(apps.toText()).append(",\n");
    }
    out.append(" \"dialogue\": [\n");
    for (int i = 0; i < played.size(); i++) {
      out.append("  ").append(played.get(i).toText()).append(i + 1 < played.size() ? ",\n" : "\n");
    }
    Files.writeString(file, out.append(" ]\n}\n"), StandardCharsets.UTF_8);
  }
}
