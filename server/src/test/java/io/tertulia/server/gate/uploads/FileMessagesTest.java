package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files in messages, by REST.
class FileMessagesTest {
  private static final String MESSAGES = "/conversations/tea/messages";

  private final Server server = TestServer.shared();
  private NewApp app;

  @BeforeEach
  void create() throws Exception {
    app = populated(AppSettings.DEFAULT);
  }

  @Test
  void a_file_is_sent_and_told_where_it_is() throws Exception {
    String token = upload("hello");
    String id = send("\"attachmentToken\":\"" + token + "\"");
    Fields message = ok("GET", MESSAGES + "/" + id, "");
    assertThat(message.isNull("text")).isTrue();
    Fields attachment = message.object("attachment");
    assertThat(attachment.integer("size")).isEqualTo(5);
    String url = attachment.text("url");
    assertThat(url).startsWith(server.uri() + "/files/" + app.app().id() + "/").endsWith("/a.txt");
    assertThat(new String(Wire.bytes(url), UTF_8)).isEqualTo("hello");
    Fields block = message.objects("content", one -> one).getFirst();
    assertThat(block.text("url")).isEqualTo(url);
    assertThat(block.text("fileToken")).isEqualTo(token);
    assertThat(block.text("filename")).isEqualTo("a.txt");
    Fields listed = ok("GET", MESSAGES, "").objects("data", one -> one).getFirst();
    assertThat(listed.object("attachment").text("url")).isEqualTo(url);
    Fields last = ok("GET", "/conversations/tea", "").object("lastMessage");
    assertThat(last.object("attachment").text("url")).isEqualTo(url);
    assertThat(ok("GET", "/files/" + token, "").text("url")).isEqualTo(url);
  }

  @Test
  void a_token_is_sent_again_and_the_file_stays_until_nobody_names_it() throws Exception {
    String token = upload("hello");
    String first = send("\"attachmentToken\":\"" + token + "\"");
    String second = send("\"content\":[{\"type\":\"file\",\"fileToken\":\"" + token + "\"}]");
    String url = ok("GET", "/files/" + token, "").text("url");
    ok("DELETE", MESSAGES + "/" + first, "");
    assertThat(new String(Wire.bytes(url), UTF_8)).isEqualTo("hello");
    assertThat(ok("DELETE", "/files/" + token, "").json().members()).isEmpty();
    assertThat(new String(Wire.bytes(url), UTF_8)).isEqualTo("hello");
    ok("PUT", MESSAGES + "/" + second, "{\"text\":\"no file\"}");
    assertThatThrownBy(() -> Wire.bytes(url)).isInstanceOf(FileNotFoundException.class);
    assertThat(call("GET", "/files/" + token, "").status()).isEqualTo(404);
  }

  @Test
  void a_message_is_edited_to_a_file() throws Exception {
    String token = upload("hello");
    String id = send("\"text\":\"see below\"");
    ok(
        "PUT",
        MESSAGES + "/" + id,
        "{\"content\":[{\"type\":\"file\",\"fileToken\":\"" + token + "\"}]}");
    Fields message = ok("GET", MESSAGES + "/" + id, "");
    assertThat(message.object("attachment").integer("size")).isEqualTo(5);
  }

  @Test
  void a_system_message_may_be_a_file_and_an_old_one_too() throws Exception {
    String token = ",\"attachmentToken\":\"" + upload("hello") + "\"}]";
    Answer sent = call("POST", MESSAGES, "[{\"type\":\"SystemMessage\"" + token);
    assertThat(sent.status()).isEqualTo(200);
    String old = "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"timestamp\":1,\"text\":\"";
    assertThat(call("POST", "/import" + MESSAGES, old + "\"" + token).status()).isEqualTo(200);
    Answer refused = call("POST", "/import" + MESSAGES, old + "x\"" + token);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().text("message")).startsWith("[0].text: given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tampered", "cut", "foreign", "deleted", "nonsense"})
  void a_token_that_is_none_is_refused(String wrong) throws Exception {
    String token = upload("hello");
    switch (wrong) {
      case "tampered" ->
          token =
              token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);
      case "cut" -> token = token.substring(0, 30);
      case "foreign" -> app = populated(AppSettings.DEFAULT);
      case "deleted" -> ok("DELETE", "/files/" + token, "");
      default -> token = "ft_" + "ß".repeat(300);
    }
    String sent =
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"attachmentToken\":\"" + token + "\"}]";
    Answer refused = call("POST", MESSAGES, sent);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(call("GET", "/files/" + token.replace("ß", "%C3%9F"), "").status()).isEqualTo(404);
    assertThat(ok("GET", MESSAGES, "").objects("data", one -> one)).isEmpty();
  }

  @Test
  void users_may_ask_what_a_token_stands_for() throws Exception {
    String token = upload("hello");
    String path = "/v1/" + app.app().id() + "/files/" + token;
    String alice = Tokens.user(app.key(), app.app().id(), "alice", Instant.now().plusSeconds(60));
    Fields told = new Wire(server).bearer(alice).ask("GET", path).json();
    assertThat(told.text("filename")).isEqualTo("a.txt");
    assertThat(new Wire(server).ask("GET", path).status()).isEqualTo(401);
    assertThat(new Wire(server).bearer(alice).ask("DELETE", path).status()).isEqualTo(401);
    NewApp other = TestServer.app(server);
    Answer foreign = new Wire(server).bearer(other.key().reveal()).ask("GET", path);
    assertThat(foreign.status()).isEqualTo(401);
  }

  @Test
  void an_app_that_wants_signatures_tells_urls_that_are_signed() throws Exception {
    app = populated(AppSettings.DEFAULT.withSignedFileUrls(true));
    String token = upload("hello");
    String id = send("\"attachmentToken\":\"" + token + "\"");
    String plain = ok("GET", MESSAGES + "/" + id, "").object("attachment").text("url");
    String signed = ok("GET", "/files/" + token, "").text("url");
    assertThat(signed).startsWith(plain + "?expires=");
    assertThat(new String(Wire.bytes(signed), UTF_8)).isEqualTo("hello");
    assertThatThrownBy(() -> Wire.bytes(plain)).isInstanceOf(IOException.class);
  }

  private NewApp populated(AppSettings settings) throws Exception {
    app = TestServer.app(server, settings);
    ok("PUT", "/users/alice", "{\"name\":\"Alice\"}");
    ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
    return app;
  }

  private String upload(String content) throws IOException {
    Answer taken =
        new Wire(server)
            .bearer(app.key().reveal())
            .with("Content-Type", "text/plain")
            .body(content)
            .ask("POST", "/v1/" + app.app().id() + "/files?filename=a.txt");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    return taken.json().text("attachmentToken");
  }

  private String send(String content) throws IOException {
    Answer sent =
        call("POST", MESSAGES, "[{\"type\":\"UserMessage\",\"sender\":\"alice\"," + content + "}]");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    List<Json> ids = ((Json.Arr) Json.parse(sent.body())).items();
    return Fields.of(ids.getFirst(), "").text("id");
  }

  private Fields ok(String method, String path, String body) throws IOException {
    Answer answer = call(method, path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer call(String method, String path, String body) throws IOException {
    return new Wire(server)
        .bearer(app.key().reveal())
        .with("Content-Type", "application/json")
        .body(body)
        .ask(method, "/v1/" + app.app().id() + path);
  }
}
