package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is here, as the app's back end asks.
class PresencesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private RestApp app;
  private WebSocket alice;
  private WebSocket bob;

  /// Alice looks at the tea and types; Bob is there and looks at nothing.
  @BeforeEach
  void connect() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob", "carol");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    alice = open("alice");
    bob = open("bob");
    say(alice, new ClientFrame.FollowConversation(1, "tea", null, 0, 0, List.of()));
    assertThat(hear()).isInstanceOf(ServerFrame.State.class);
    say(alice, new ClientFrame.Do(2, new Command.MarkAsTyping("tea")));
    assertThat(hear()).isInstanceOf(ServerFrame.Done.class);
  }

  @AfterEach
  void leave() {
    alice.abort();
    bob.abort();
  }

  @Test
  void sessions_tell_what_is_looked_at_and_who_types() throws Exception {
    assertThat(app.ok("GET", "/users/alice/sessions").toText())
        .isEqualTo("[{\"currentConversationId\":\"tea\",\"isTyping\":true}]");
    assertThat(app.ok("GET", "/users/bob/sessions/").toText())
        .isEqualTo("[{\"currentConversationId\":null,\"isTyping\":false}]");
    assertThat(app.ok("GET", "/users/carol/sessions").toText()).isEqualTo("[]");
    app.refused(404, "GET", "/users/nobody/sessions", "");
  }

  @Test
  void a_presence_has_the_shape_that_clients_know() throws Exception {
    Fields alices = presences("{}").object("alice");
    String id = alices.objects("widgets", one -> one.text("sessionId")).getFirst();
    assertThat(alices.json().toText())
        .isEqualTo(
            ("{'status':'online','widgets':[{'sessionId':'%s','selectedConversationId':'tea',"
                    + "'hasFocus':true,'isTyping':true,'custom':{}}],'backgroundSessions':[]}")
                .replace('\'', '"')
                .formatted(id));
    Fields bobs = presences("{\"includeBackgroundSessions\":true}").object("bob");
    assertThat(bobs.json().get("widgets")).isEqualTo(new Json.Arr(List.of()));
    assertThat(bobs.objects("backgroundSessions", one -> one.text("sessionId")))
        .singleElement()
        .isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | alice",
        "{\"userIds\":[\"bob\",\"carol\",\"nobody\"]} | ``",
        "{\"userIds\":[\"alice\",\"bob\"]} | alice",
        "{\"userIds\":[]} | ``",
        "{\"includeBackgroundSessions\":true} | alice bob",
        "{\"includeBackgroundSessions\":true,\"hasFocus\":true} | alice",
        "{\"selectedConversationId\":\"tea\"} | alice",
        "{\"selectedConversationId\":\"cake\"} | ``",
        "{\"selectedConversationId\":null} | ``",
        "{\"isTyping\":true} | alice",
        "{\"isTyping\":false} | ``",
        "{\"hasFocus\":true,\"isTyping\":true,\"selectedConversationId\":\"tea\"} | alice",
        "{\"hasFocus\":false} | ``",
      })
  void presences_are_those_that_fit_all_that_is_asked(String body, String users) throws Exception {
    String[] all = users.isEmpty() ? new String[0] : users.split(" ");
    assertThat(presences(body).json().members()).containsOnlyKeys(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"userIds\":\"alice\"}",
        "{\"isTyping\":\"yes\"}",
        "{\"hasFocus\":1}",
        "{\"selectedConversationId\":7}",
        "{\"includeBackgroundSessions\":7}",
      })
  void what_nobody_can_be_asked_is_refused(String body) throws Exception {
    app.refused(400, "POST", "/presences", body);
  }

  @Test
  void users_are_listed_by_being_online_or_not() throws Exception {
    assertThat(app.ids("/users?isOnline=true")).containsExactly("bob", "alice");
    assertThat(app.ids("/users?isOnline=true&limit=1")).containsExactly("bob");
    assertThat(app.ids("/users?isOnline=true&limit=1&startingAfter=bob")).containsExactly("alice");
    assertThat(app.ids("/users?isOnline=false")).containsExactly("carol");
    assertThat(app.ids("/users")).containsExactly("carol", "bob", "alice");
  }

  private Fields presences(String body) throws Exception {
    return Fields.of(app.ok("POST", "/presences", body), "").object("data");
  }

  private WebSocket open(String user) throws Exception {
    String url = app.server().uri().toString().replaceFirst("http", "ws");
    WebSocket socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(url + "/v1/" + app.app().id() + "/realtime"), new Listener(heard))
            .get(15, TimeUnit.SECONDS);
    say(socket, new ClientFrame.Hello(user, null, "test"));
    assertThat(hear()).isInstanceOf(ServerFrame.Welcome.class);
    return socket;
  }

  private static void say(WebSocket socket, ClientFrame frame) throws Exception {
    socket.sendText(frame.json().toText(), true).get(15, TimeUnit.SECONDS);
  }

  private ServerFrame hear() throws Exception {
    return ServerFrame.read(Json.parse(String.valueOf(heard.poll(15, TimeUnit.SECONDS))));
  }

  /// Keeps the texts that come.
  private record Listener(BlockingQueue<String> heard, StringBuilder text)
      implements WebSocket.Listener {
    Listener(BlockingQueue<String> heard) {
      this(heard, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
