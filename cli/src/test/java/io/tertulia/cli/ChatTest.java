package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.testkit.Scissors;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatTest {
  private final House house = House.open();

  @Test
  void two_people_talk_through_pipes() throws Exception {
    try (Run alice = Run.live(chat("alice"));
        Run bob = Run.live(chat("bob"))) {
      alice.type("hi *Bob*");
      assertThat(bob.out.take("alice: hi Bob"))
          .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d alice: .*");
      bob.type("hi Alice");
      alice.out.take("bob: hi Alice");
      alice.end();
      bob.end();
      assertThat(alice.status()).isZero();
      assertThat(bob.status()).isZero();
      assertThat(alice.err.text() + bob.err.text()).isEmpty();
    }
  }

  @Test
  void all_lines_are_sent_in_order_and_shown_before_it_ends() {
    var lines = IntStream.range(0, 500).mapToObj(i -> "line " + i).toList();
    Run run = Run.with(String.join("\n", lines), chat("alice"));
    assertThat(run.status()).isZero();
    assertThat(run.out.text().lines().map(line -> line.substring(17)))
        .containsExactlyElementsOf(lines.stream().map(line -> "alice: " + line).toList());
  }

  @Test
  void who_comes_later_sees_the_newest_messages_and_older_ones_when_asked() throws Exception {
    var lines = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    assertThat(Run.with(String.join("\n", lines), chat("alice")).status()).isZero();
    try (Run bob = Run.live(chat("bob"))) {
      bob.out.take("alice: line 39");
      assertThat(bob.out.text().lines()).hasSize(30);
      bob.type("/older");
      bob.out.take("alice: line 9");
      bob.type("/quit");
      assertThat(bob.status()).isZero();
      assertThat(bob.out.text().lines()).hasSize(40);
    }
  }

  @Test
  void changes_deletions_and_answers_are_shown() throws Exception {
    try (TalkSession bob = house.session("bob");
        Run alice = Run.live(chat("alice"))) {
      bob.currentUser().createIfNotExists(CreateUserParams.builder("Bob").build()).join();
      var room = bob.conversation("room");
      room.createIfNotExists().join();
      MessageRef first = room.send("one").join();
      alice.out.take("Bob: one");
      room.send(SendTextMessageParams.builder("two").replyTo(first).build()).join();
      alice.out.take("Bob (answers Bob \"one\"): two");
      first.edit("other").join();
      alice.out.take("* Bob changed \"one\" to: other");
      first.delete().join();
      alice.out.take("* Bob deleted \"other\"");
    }
  }

  @Test
  void reactions_are_shown_and_made() throws Exception {
    try (TalkSession bob = house.session("bob");
        Run alice = Run.live(chat("alice"))) {
      bob.currentUser().createIfNotExists(CreateUserParams.builder("Bob").build()).join();
      var room = bob.conversation("room");
      room.createIfNotExists().join();
      MessageRef first = room.send("one").join();
      alice.out.take("Bob: one");
      first.reactions(":wave:").add().join();
      alice.out.take("* \"one\" [:wave: 1]");
      alice.type("/react \u2764");
      alice.out.take("* \"one\" [:wave: 1, \u2764\uFE0F 1]");
      alice.type("/react \u2764");
      alice.out.take("* \"one\" [:wave: 1]");
      first.reactions(":wave:").remove().join();
      alice.out.take("* \"one\" has no reactions");
      alice.type("/react nothing");
      alice.err.take("(expected: one emoji, or :name:)");
      alice.type("/react");
      alice.err.take("/react: no emoji (expected: one, such as /react \uD83D\uDC4D)");
    }
  }

  @Test
  void what_others_write_cannot_control_the_terminal() throws Exception {
    try (TalkSession bob = house.session("bob");
        Run alice = Run.live(chat("alice"))) {
      bob.currentUser().createIfNotExists(CreateUserParams.builder("B\u001b[31mob").build()).join();
      bob.conversation("room").createIfNotExists().join();
      bob.conversation("room").send("\u001b]0;owned\u0007 \u202eevil").join();
      alice.out.take("B\\u001b[31mob: \\u001b]0;owned\\u0007 \\u202eevil");
    }
  }

  @Test
  void unknown_commands_say_so_and_two_slashes_say_one() {
    Run run = Run.with("/nope x\n\n//shrug\n/help\n", chat("alice"));
    assertThat(run.status()).isZero();
    assertThat(run.err.text())
        .contains("/nope: unknown command", "/older                 shows older messages");
    assertThat(run.out.text()).endsWith("alice: /shrug\n").hasLineCount(1);
  }

  @Test
  void a_message_that_is_refused_is_told_and_the_others_are_sent() {
    Run run = Run.with("x".repeat(10_001) + "\nfine\n", chat("alice"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).startsWith("not sent: \"xxx").contains("expected: at most 10000");
    assertThat(run.out.text()).endsWith("alice: fine\n");
  }

  @Test
  void without_a_token_it_says_how_to_make_one() {
    Run run = Run.of("chat", "--as", "al", "--in", "x", "--url", url(), "--app", house.app);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text())
        .startsWith("tertulia: UNAUTHENTICATED")
        .contains("./tertulia token --app " + house.app + " --user al")
        .hasLineCount(1);
    assertThat(run.out.text()).isEmpty();
  }

  @Test
  void an_unknown_app_is_named() {
    Run run = Run.of("chat", "--as", "al", "--in", "x", "--url", url(), "--app", "none");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).contains("UNKNOWN_APP", "--app").hasLineCount(1);
  }

  @Test
  void that_nobody_is_there_is_said_soon() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String nowhere = "http://127.0.0.1:" + free;
    Run run = Run.of("chat", "--as", "al", "--in", "x", "--url", nowhere);
    assertThat(run.statusWithin(Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(run.err.text())
        .startsWith("tertulia: no server answers at " + nowhere)
        .contains("./tertulia serve")
        .hasLineCount(1);
  }

  @Test
  void a_line_that_is_lost_and_found_is_told() throws Exception {
    try (Scissors scissors = Scissors.before(house.uri());
        Run alice = Run.live(chat("alice", scissors.uri().toString()))) {
      alice.type("one");
      alice.out.take("alice: one");
      scissors.refuse();
      scissors.cut();
      alice.err.take("goes out when it is back.");
      alice.type("two");
      scissors.accept();
      alice.err.take("The server is back.");
      alice.out.take("alice: two");
    }
  }

  @Test
  void wrong_usage_ends_with_2() {
    assertThat(Run.of("chat", "--as", "al").status()).isEqualTo(2);
    assertThat(Run.of("chat", "--as", "", "--in", "x").status()).isEqualTo(2);
    assertThat(Run.of("chat", "--as", "al", "--in", "x", "--url", "ftp://x").status()).isEqualTo(2);
    assertThat(Run.of("chat", "--help").status()).isZero();
  }

  private String[] chat(String user) {
    return chat(user, url());
  }

  private String[] chat(String user, String url) {
    return new String[] {
      "chat",
      "--as",
      user,
      "--in",
      "room",
      "--url",
      url,
      "--app",
      house.app,
      "--token",
      house.tokenOf(user)
    };
  }

  private String url() {
    return house.uri().toString();
  }
}
