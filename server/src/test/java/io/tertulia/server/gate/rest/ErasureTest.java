package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Limits;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.gate.RateLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is erased leaves nothing behind, neither in answers nor in any byte of the data folder.
class ErasureTest {
  @TempDir Path folder;
  private Server server;
  private RestApp app;

  @BeforeEach
  void start() throws Exception {
    Limits limits = Limits.DEFAULT.with(RateLimits.DEFAULT.enforced(false));
    server = Server.start(ServerConfig.DEFAULT.with(limits).at("127.0.0.1", 0).in(folder));
    app = RestApp.on(server);
    app.users("bob", "carol");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void no_file_of_the_server_holds_a_byte_of_who_was_erased() throws Exception {
    Map<String, String> planted = plant();
    assertThat(found(planted.values())).containsExactlyInAnyOrderElementsOf(planted.values());
    assertThat(app.ok("DELETE", "/users/" + planted.get("id")).toText()).isEqualTo("{}");
    assertThat(found(planted.values())).isEmpty();
    stop();
    assertThat(found(planted.values())).isEmpty();
  }

  @Test
  void among_much_that_others_wrote_nothing_is_left_either() throws Exception {
    var words = new ArrayList<String>();
    app.users("zoe");
    for (int i = 0; i < 8; i++) {
      app.ok("PUT", "/conversations/r" + i, "{\"participants\":[\"zoe\",\"bob\"]}");
    }
    for (int i = 0; i < 600; i++) {
      String who = i % 3 == 0 ? "zoe" : "bob";
      String word =
          (who.equals("zoe") ? "planted" : "other") + Integer.toString(i * 7919, 36) + "q";
      String id = app.say("r" + i % 8, who, word + " " + "lorem ipsum ".repeat(i % 40));
      if (who.equals("zoe")) {
        words.add(word);
      }
      if (i % 5 == 0) {
        app.ok(
            "PUT",
            "/conversations/r" + i % 8 + "/messages/" + id,
            "{\"text\":\"" + word + " edited " + "dolor ".repeat(i % 90) + "\"}");
      }
    }
    assertThat(found(words)).hasSize(words.size());
    assertThat(app.ok("DELETE", "/users/zoe").toText()).isEqualTo("{}");
    assertThat(found(words)).isEmpty();
    assertThat(app.ids("/conversations/r1/messages?limit=100")).hasSize(50);
  }

  /// Everything that can be told of a user, each with a word of its own that stands nowhere else.
  private Map<String, String> plant() throws Exception {
    var planted = new LinkedHashMap<String, String>();
    for (String what :
        List.of(
            "id",
            "name",
            "customKey",
            "customValue",
            "mail",
            "phone",
            "photo",
            "welcome",
            "availability",
            "device",
            "role",
            "text",
            "edited",
            "messageKey",
            "messageValue",
            "deleted",
            "fileName",
            "fileContent",
            "unsentName",
            "unsentContent",
            "mentioned",
            "emoji",
            "place")) {
      planted.put(what, "zq" + what.toLowerCase(Locale.ROOT) + "xw" + planted.size());
    }
    planted.put("phone", "+4917055512345");
    planted.put("place", "48.137154");
    planted.put("emoji", "🦩");
    user(planted);
    messages(planted);
    files(planted);
    return planted;
  }

  private void user(Map<String, String> planted) throws Exception {
    app.ok(
        "PUT",
        "/users/" + planted.get("id"),
        Json.object()
            .put("name", planted.get("name"))
            .put("custom", Json.of(Map.of(planted.get("customKey"), planted.get("customValue"))))
            .put("email", Json.of(List.of(planted.get("mail") + "@example.test")))
            .put("phone", Json.of(List.of(planted.get("phone"))))
            .put("photoUrl", "https://" + planted.get("photo"))
            .put("welcomeMessage", planted.get("welcome"))
            .put("availabilityText", planted.get("availability"))
            .put("role", planted.get("role"))
            .put(
                "pushTokens",
                Json.object().put("fcm:" + planted.get("device"), new Json.Bool(true)).build())
            .build()
            .toText());
    app.ok(
        "PUT",
        "/conversations/tea",
        "{\"participants\":[\"" + planted.get("id") + "\",\"bob\",\"carol\"]}");
  }

  private void messages(Map<String, String> planted) throws Exception {
    String id = planted.get("id");
    String said = app.say("tea", id, planted.get("text"));
    app.ok(
        "PUT",
        "/conversations/tea/messages/" + said,
        Json.object()
            .put("text", planted.get("edited") + " and " + planted.get("text"))
            .put("custom", Json.of(Map.of(planted.get("messageKey"), planted.get("messageValue"))))
            .build()
            .toText());
    String deleted = app.say("tea", id, planted.get("deleted"));
    send("{\"type\":\"UserMessage\",\"sender\":\"" + id + "\",\"location\":[48.137154,11.5]}");
    String others =
        send(
            """
            {"type":"UserMessage","sender":"bob","content":[{"type":"text","children":[
              {"type":"text","text":"Ask "},{"type":"mention","id":"%s","text":"%s"}]}]}
            """
                .formatted(id, planted.get("mentioned")));
    app.ok(
        "PUT",
        "/conversations/tea/messages/"
            + others
            + "/reactions/"
            + RestApp.encoded(planted.get("emoji"))
            + "/"
            + id);
    // What is deleted before leaves its words in places that were given back.
    assertThat(found(List.of(planted.get("deleted")))).isNotEmpty();
    assertThat(deleted).isNotEmpty();
  }

  private void files(Map<String, String> planted) throws Exception {
    String id = planted.get("id");
    String sent = upload(planted.get("fileName"), planted.get("fileContent"));
    send(
        "{\"type\":\"UserMessage\",\"sender\":\""
            + id
            + "\",\"attachmentToken\":\""
            + sent
            + "\"}");
    RestApp own = app.with("Tertulia-User", id).with("Authorization", "none");
    own.with("Tus-Resumable", "1.0.0")
        .with("Upload-Length", "100")
        .with("Content-Type", "application/offset+octet-stream")
        .with("Upload-Metadata", "filename " + base64(planted.get("unsentName")))
        .send("POST", "/uploads", planted.get("unsentContent"));
  }

  private String send(String message) throws Exception {
    Json sent = app.ok("POST", "/conversations/tea/messages", "[" + message + "]");
    return Fields.of(((Json.Arr) sent).items().getFirst(), "").text("id");
  }

  private String upload(String name, String content) throws Exception {
    Json answer =
        Json.parse(
            app.with("Content-Type", "text/plain")
                .send("POST", "/files?filename=" + name + ".txt", content)
                .body());
    return Fields.of(answer, "").text("attachmentToken");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Which of these words stand in any file of the data folder, or in its name.
  private List<String> found(Collection<String> words) throws IOException {
    var found = new ArrayList<String>();
    var contents = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(file).append('\n');
        contents.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      if (contents.indexOf(new String(bytes, StandardCharsets.ISO_8859_1)) >= 0) {
        found.add(word);
      }
    }
    return found;
  }
}
