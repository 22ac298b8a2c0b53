package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.tertulia.testkit.Scissors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files, pictures, voices and places in the chat of a browser.
@Tag("browser")
class ChatMediaTest extends TwoScreens {
  @Test
  void files_go_by_the_button_by_drop_and_by_paste() {
    both();
    byte[] content = "hi".getBytes(StandardCharsets.UTF_8);
    alice
        .find("input[type=file]")
        .setInputFiles(new FilePayload("notes.txt", "text/plain", content));
    assertThat(bob.message("notes.txt").locator("a.file")).isVisible();
    bob.give("picture", "drop");
    assertThat(alice.find("button.image img")).hasAttribute("width", "64");
    bob.give("pictures", "paste");
    assertThat(alice.find("button.image img")).hasCount(3);
    alice.picture("files");
    assertThat(bob.messages()).hasCount(4);
  }

  @Test
  void pictures_are_shown_large_and_turned_with_the_keys() {
    both();
    alice.give("pictures", "drop");
    assertThat(bob.find("button.image img")).hasCount(2);
    Locator first = bob.find("button.image").first();
    first.focus();
    first.press("Enter");
    Locator large = bob.find("tertulia-lightbox img");
    String before = large.getAttribute("alt");
    bob.picture("lightbox");
    bob.page().keyboard().press("ArrowRight");
    assertThat(large).not().hasAttribute("alt", before);
    bob.page().keyboard().press("ArrowLeft");
    assertThat(large).hasAttribute("alt", before);
    bob.page().keyboard().press("Escape");
    assertThat(bob.find("tertulia-lightbox")).hasCount(0);
    assertThat(first).isFocused();
    first.click();
    bob.find("tertulia-lightbox .leave").click();
    assertThat(bob.find("tertulia-lightbox")).hasCount(0);
    assertThat(first).isFocused();
  }

  @Test
  void a_voice_message_is_recorded_and_can_be_heard() {
    both();
    alice.find("button.voice").click();
    alice.picture("recording");
    assertThat(alice.find(".recording")).containsText("0:01");
    alice.find("button.send").click();
    assertThat(bob.find("audio")).isVisible();
    assertThat(plays(bob.find("audio"))).isEqualTo(true);
    bob.picture("voice");
    alice.find("button.voice").click();
    assertThat(alice.find(".recording")).isVisible();
    alice.find("button.no").click();
    alice.hasKeyboard("textarea");
    alice.say("rather not");
    assertThat(bob.messages()).hasCount(2);
  }

  @Test
  void a_film_and_a_sound_have_players() {
    both();
    alice.give("film", "drop");
    assertThat(bob.find("video")).isVisible();
    assertThat(plays(bob.find("video"))).isEqualTo(true);
    alice
        .find("input[type=file]")
        .setInputFiles(new FilePayload("silence.wav", "audio/wav", silence()));
    assertThat(bob.find("audio")).isVisible();
    assertThat(plays(bob.find("audio"))).isEqualTo(true);
    bob.picture("players");
  }

  @Test
  void a_place_is_sent_where_the_browser_tells_it() {
    both();
    alice.find("button.place").click();
    assertThat(bob.find("a.location")).containsText("41.38000, 2.17000");
    alice.page().context().clearPermissions();
    alice.find("button.place").click();
    assertThat(alice.find(".notice")).isVisible();
    assertThat(bob.messages()).hasCount(1);
  }

  @Test
  void an_upload_shows_how_far_it_is_and_can_be_given_up() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    scissors.delay(Duration.ofMillis(10));
    alice.give("large", "drop");
    assertThat(alice.find("progress")).isVisible();
    assertThat(alice.find("progress")).not().hasAttribute("value", "0");
    alice.picture("upload");
    alice.find(".pending .text-button").click();
    assertThat(alice.find(".pending")).hasCount(0);
    scissors.heal();
    alice.say("given up");
    assertThat(bob.messages()).hasText(new Pattern[] {Pattern.compile("given up")});
  }

  @Test
  void an_upload_that_failed_is_tried_again() {
    both();
    alice.page().route("**/uploads", route -> route.fulfill(refusal()));
    alice.give("picture", "drop");
    assertThat(alice.find(".failed")).containsText("green.png");
    alice.picture("upload-failed");
    alice.page().unroute("**/uploads");
    alice.find(".failed .text-button").first().click();
    assertThat(bob.find("button.image img")).isVisible();
    assertThat(alice.find(".failed")).hasCount(0);
    assertThat(alice.messages()).hasCount(1);
  }

  private static Object plays(Locator player) {
    return player.evaluate(
        """
        async (player) => {
          player.muted = true;
          await player.play();
          return player.error === null;
        }
        """);
  }

  private static Route.FulfillOptions refusal() {
    return new Route.FulfillOptions()
        .setStatus(403)
        .setContentType("application/json")
        .setBody("{\"code\":\"PERMISSION_DENIED\",\"message\":\"not now\"}");
  }

  /// A second of it: eight bits, 8,000 times.
  private static byte[] silence() {
    int samples = 8_000;
    ByteBuffer wave = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
    wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(samples).putInt(samples);
    wave.putShort((short) 1).putShort((short) 8);
    wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
    while (wave.hasRemaining()) {
      wave.put((byte) 128);
    }
    return wave.array();
  }
}
