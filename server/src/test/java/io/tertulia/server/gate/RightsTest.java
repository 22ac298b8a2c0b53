package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.rest.DescribedClient;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Rights that change while a line is open.
class RightsTest {
  private static final String SECRET = "joe@secret.test";
  private static final int MESSAGES = 120;
  private static final HttpClient HTTP = DescribedClient.shared();

  private final Server server = TestServer.shared();
  private final NewApp app;

  RightsTest() throws Exception {
    Role masked =
        Role.read(Fields.of(Json.parse("{\"masking\":{\"mode\":\"all\",\"emails\":true}}"), ""));
    app =
        TestServer.app(
            server, AppSettings.DEFAULT.withVerifyIdentity(false).withRole("masked", masked));
  }

  @Test
  void the_welcome_names_the_view_and_a_new_role_ends_the_line() throws Exception {
    try (RawLine line = RawLine.open(server, app.app().id())) {
      line.send(new ClientFrame.Hello("bob", null, "test"));
      assertThat(line.receive(ServerFrame.Welcome.class).view()).isNull();
      call("PUT", "/users/bob", "{\"name\":\"Bob\",\"role\":\"a word\"}");
      call("PUT", "/users/bob", "{\"role\":\"masked\"}");
      var bye = line.receive(ServerFrame.Bye.class);
      assertThat(bye.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(bye.message()).contains("role changed");
    }
    try (RawLine line = RawLine.open(server, app.app().id())) {
      line.send(new ClientFrame.Hello("bob", null, "test"));
      assertThat(line.receive(ServerFrame.Welcome.class).view()).isNotNull();
      call("DELETE", "/roles/masked", "");
      assertThat(line.receive(ServerFrame.Bye.class).message()).contains("settings changed");
    }
  }

  @RepeatedTest(12)
  void a_line_hears_nothing_of_what_comes_after_its_user_was_removed_or_masked() throws Exception {
    boolean removed = ThreadLocalRandom.current().nextBoolean();
    try (RawLine alice = entered("alice");
        RawLine bob = entered("bob")) {
      alice.receive(ServerFrame.Event.class);
      alice.send(new ClientFrame.FollowUsers(10, Map.of("bob", 9L)));
      alice.receive(ServerFrame.Users.class);
      int before = ThreadLocalRandom.current().nextInt(60);
      talk(alice, 0, before);
      var talking = CompletableFuture.runAsync(() -> talk(alice, before, MESSAGES));
      List<ServerFrame> told = new ArrayList<>();
      if (removed) {
        call("DELETE", "/conversations/room/participants/bob", "");
      } else {
        call("PUT", "/users/bob", "{\"role\":\"masked\"}");
      }
      talking.join();
      long from = changedAt(alice);
      Class<?> last = removed ? ServerFrame.Outside.class : ServerFrame.Bye.class;
      while (told.isEmpty() || !last.isInstance(told.getLast())) {
        told.add(bob.receive(ServerFrame.class));
      }
      if (removed) {
        bob.send(new ClientFrame.Ask(99, new Query.GetUser("bob")));
        told.add(bob.receive(ServerFrame.Answer.class));
      }
      for (ServerFrame frame : told) {
        if (frame instanceof ServerFrame.Event event) {
          assertThat(event.position().version()).isLessThan(from);
        }
      }
    }
  }

  /// A line whose user follows the room.
  private RawLine entered(String user) throws IOException {
    RawLine line = RawLine.welcomed(server, app.app().id(), user);
    line.send(
        new ClientFrame.Do(1, new Command.SetUser(user, UserPatch.ofName(user), Mode.CREATE)));
    line.receive(ServerFrame.Done.class);
    line.send(
        new ClientFrame.Do(
            2,
            new Command.SetConversation(
                "room", ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of(), Mode.CREATE)));
    line.receive(ServerFrame.Done.class);
    line.send(new ClientFrame.FollowConversation(3, "room", null, 1, 0, List.of()));
    line.receive(ServerFrame.State.class);
    return line;
  }

  private static void talk(RawLine line, int from, int to) {
    try {
      for (int i = from; i < to; i++) {
        line.send(
            new ClientFrame.Do(
                100 + i,
                new Command.SendMessage(
                    "room", null, null, new Content.Text(i + " " + SECRET), Map.of(), null)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From which version on Bob was out, or was masked, as Alice heard it.
  private static long changedAt(RawLine alice) throws IOException {
    boolean masked = false;
    long from = Long.MAX_VALUE;
    int done = 0;
    boolean changed = false;
    while (done < MESSAGES || !changed) {
      switch (alice.receive(ServerFrame.class)) {
        case ServerFrame.Done d -> done++;
        case ServerFrame.Users u -> {
          masked = true;
          changed = true;
        }
        case ServerFrame.Event e -> {
          boolean goes = e.gone().stream().anyMatch(Gone.ParticipantGone.class::isInstance);
          changed |= goes;
          if ((goes || masked) && from == Long.MAX_VALUE) {
            from = e.position().version();
          }
        }
        default -> {}
      }
    }
    return from;
  }

  private void call(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/" + app.app().id() + path))
            .header("Authorization", "Bearer " + app.key().reveal())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
