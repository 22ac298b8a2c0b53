package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// Alice and Bob, who take part in one conversation, each with a window of their own.
@ExtendWith({TertuliaExtension.class, Browsers.class})
abstract class TwoScreens {
  static final String PLACE = "tea";

  People people;
  Chromium chromium;
  Screen alice;
  Screen bob;

  @BeforeEach
  void open(People people, Chromium chromium) {
    this.people = people;
    this.chromium = chromium;
    people.conversation(PLACE, "alice", "bob");
    this.alice = Screen.on(chromium, people);
    this.bob = Screen.on(chromium, people);
  }

  @AfterEach
  void nothing_went_wrong_in_the_pages() {
    List<String> errors = List.of(alice.errors().toString(), bob.errors().toString());
    alice.close();
    bob.close();
    assertThat(errors).containsOnly("[]");
  }

  /// Shows the conversation to both.
  void both() {
    alice.chatbox("alice", PLACE);
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    assertThat(bob.field()).isVisible();
  }

  /// Alice wrote so many lines before.
  void fill(int lines) {
    for (int i = 0; i < lines; i++) {
      write("line " + i);
    }
  }

  /// Alice, or who else writes by way of the back end, writes something.
  void write(String text) {
    post(Json.object().put("type", "UserMessage").put("sender", "alice").put("text", text).build());
  }

  /// A message comes by way of the back end.
  void post(Json message) {
    people
        .backend()
        .post(new Json.Arr(List.of(message)), "conversations", PLACE, "messages")
        .orThrow();
  }
}
