package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.EditMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendMessageParams;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.ActionLink;
import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.BulletList;
import io.tertulia.protocol.content.BulletPoint;
import io.tertulia.protocol.content.CodeSpan;
import io.tertulia.protocol.content.CustomEmoji;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What messages may hold, and who may send it.
@ExtendWith(TertuliaExtension.class)
class ContentTest {
  @Test
  void mentions_are_sent_also_of_those_who_take_no_part(People people) {
    ConversationRef lunch = lunch(people);
    var content =
        TextBlock.of(new Mention("bob", "Bob"), new Text(" and "), new Mention("zed", "Zed"));
    MessageSnapshot read = sent(lunch, content);
    assertThat(read.content()).containsExactly(content);
    assertThat(read.plaintext()).isEqualTo("@Bob and @Zed");
    assertThatIllegalArgumentException().isThrownBy(() -> new Mention("", "Bob"));
  }

  @Test
  void custom_emoji_are_names_between_colons_and_never_come_from_text(People people) {
    ConversationRef lunch = lunch(people);
    var content = TextBlock.of(new CustomEmoji(":cat_roomba:"));
    assertThat(sent(lunch, content).plaintext()).isEqualTo(":cat_roomba:");
    MessageSnapshot text = lunch.send(":cat_roomba:").join().get().join().orElseThrow();
    assertThat(text.content()).containsExactly(TextBlock.of(new Text(":cat_roomba:")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CustomEmoji(":" + "x".repeat(49) + ":"));
  }

  @Test
  void code_lists_and_emphasis_come_from_text_and_from_nodes_alike(People people) {
    ConversationRef lunch = lunch(people);
    var content =
        TextBlock.of(
            new Markup(
                Markup.Style.BOLD,
                List.of(new Markup(Markup.Style.ITALIC, List.of(new Text("menu"))))),
            new Text(" "),
            new CodeSpan("a *b*"),
            new BulletList(List.of(point("soup"), point("bread"))));
    MessageSnapshot parsed =
        lunch.send("*_menu_* ```a *b*```\n- soup\n- bread").join().get().join().orElseThrow();
    assertThat(parsed.content()).containsExactly(content);
    assertThat(sent(lunch, content).content()).isEqualTo(parsed.content());
    assertThat(parsed.plaintext()).isEqualTo("menu a *b*\n- soup\n- bread");
  }

  @Test
  void addresses_in_a_text_become_links_and_link_forms_stay_text(People people) {
    ConversationRef lunch = lunch(people);
    MessageSnapshot read =
        lunch
            .send("see ex.com, joe@ex.com <https://ex.com|here>")
            .join()
            .get()
            .join()
            .orElseThrow();
    assertThat(read.content())
        .containsExactly(
            TextBlock.of(
                new Text("see "),
                new AutoLink("https://ex.com", "ex.com"),
                new Text(", "),
                new AutoLink("mailto:joe@ex.com", "joe@ex.com"),
                new Text(" <"),
                new AutoLink("https://ex.com", "https://ex.com"),
                new Text("|here>")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "ex.com https://ex.com/more?than=shown",
        "http://ex.com http://ex.com/",
        "ex.com/a https://EX.com/a#b",
        "joe@ex.com mailto:joe@ex.com",
        "+31612345678 tel:+31612345678"
      })
  void a_link_that_shows_where_it_leads_is_sent(String text, String url, People people) {
    var content = TextBlock.of(new AutoLink(url, text));
    assertThat(sent(lunch(people), content).content()).containsExactly(content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "ex.com https://evil.com",
        "ex.com https://sub.ex.com",
        "https://ex.com http://ex.com",
        "ex.com/a https://ex.com/b",
        "ex.com ftp://ex.com",
        "joe@ex.com mailto:eve@ex.com",
        "+31612345678 tel:+31612345679",
        "hello https://ex.com",
        "ex.com javascript:alert(1)"
      })
  void a_link_that_shows_something_else_cannot_be_made_and_is_refused_from_everybody(
      String text, String url, People people) {
    assertThatIllegalArgumentException().isThrownBy(() -> new AutoLink(url, text));
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    Json node = Json.object().put("type", "autoLink").put("text", text).put("url", url).build();
    assertThat(post(people, List.of(text(node))).status()).isEqualTo(400);
    Json edit = Json.object().put("content", new Json.Arr(List.of(text(node)))).build();
    assertThat(
            people.backend().put(edit, "conversations", "lunch", "messages", message.id()).status())
        .isEqualTo(400);
    assertThat(lunch.get().join().orElseThrow().lastMessage().plaintext()).isEqualTo("Hungry?");
  }

  @Test
  void links_with_labels_and_actions_are_refused_from_users(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    for (TextNode node : privileged()) {
      for (TextBlock content : List.of(TextBlock.of(node), TextBlock.of(new Text("x"), node))) {
        assertRefused(
            lunch.send(SendMessageParams.builder(content).build()), ErrorCode.INVALID_ARGUMENT);
        assertRefused(
            message.edit(EditMessageParams.builder().content(content).build()),
            ErrorCode.INVALID_ARGUMENT);
      }
    }
    assertThat(message.get().join().orElseThrow().plaintext()).isEqualTo("Hungry?");
  }

  @Test
  void links_with_labels_and_actions_come_from_the_application(People people) {
    ConversationRef lunch = lunch(people);
    for (TextNode node : privileged()) {
      assertThat(post(people, List.of(TextBlock.of(node).json())).status()).isEqualTo(200);
      assertThat(lunch.get().join().orElseThrow().lastMessage().content())
          .containsExactly(TextBlock.of(node));
    }
    Json forms =
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "bob")
            .put("text", "<https://ex.com|there> <actionbutton:vote?for=me|yes>")
            .build();
    assertThat(messages(people, forms).status()).isEqualTo(200);
    assertThat(lunch.get().join().orElseThrow().lastMessage().content())
        .containsExactly(
            TextBlock.of(
                new Link("https://ex.com", List.of(new Text("there"))),
                new Text(" "),
                new ActionButton("vote", Map.of("for", "me"), List.of(new Text("yes")))));
  }

  @Test
  void a_place_is_on_earth(People people) {
    ConversationRef lunch = lunch(people);
    for (var place : List.of(new LocationBlock(90, -180), new LocationBlock(-90, 180))) {
      MessageSnapshot read = sent(lunch, place);
      assertThat(read.content()).containsExactly(place);
      assertThat(read.plaintext()).isEmpty();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new LocationBlock(90.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LocationBlock(0, -180.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LocationBlock(Double.NaN, 0));
    Json beyond =
        Json.object()
            .put("type", "location")
            .put("latitude", new Json.Int(91))
            .put("longitude", new Json.Int(0))
            .build();
    assertThat(post(people, List.of(beyond)).status()).isEqualTo(400);
  }

  @Test
  void a_message_has_exactly_one_block_of_a_known_kind(People people) {
    lunch(people);
    Json block = TextBlock.of(new Text("x")).json();
    assertThat(post(people, List.of()).status()).isEqualTo(400);
    assertThat(post(people, List.of(block, block)).status()).isEqualTo(400);
    Json dance = Json.object().put("type", "dance").put("text", "x").build();
    assertThat(post(people, List.of(dance)).status()).isEqualTo(400);
    assertThat(post(people, List.of(text(dance))).status()).isEqualTo(400);
    assertThat(post(people, List.of(block)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\n", "\u00a0\u2003"})
  void blank_content_is_refused_however_it_is_sent(String blank, People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    var block = TextBlock.of(new Text(blank));
    assertRefused(lunch.send(blank), ErrorCode.INVALID_ARGUMENT);
    assertRefused(lunch.send(SendMessageParams.builder(block).build()), ErrorCode.INVALID_ARGUMENT);
    assertRefused(message.edit(blank), ErrorCode.INVALID_ARGUMENT);
    assertRefused(
        message.edit(EditMessageParams.builder().content(block).build()),
        ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_file_that_was_not_uploaded_is_refused(People people) {
    var made = new SendFileBlock(new FileToken("made up"));
    assertRefused(
        lunch(people).send(SendMessageParams.builder(made).build()), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void what_was_received_can_be_sent_again(People people) {
    ConversationRef lunch = lunch(people);
    MessageSnapshot first = lunch.send("*Hungry?*").join().get().join().orElseThrow();
    var block = (SendContentBlock) first.content().get(0);
    assertThat(sent(lunch, block).content()).isEqualTo(first.content());
  }

  private static List<TextNode> privileged() {
    List<TextNode> label = List.of(new Text("yes"));
    return List.of(
        new Link("https://ex.com", label),
        new ActionLink("vote", Map.of("for", "me"), label),
        new ActionButton("vote", Map.of("for", "me"), label));
  }

  private static BulletPoint point(String text) {
    return new BulletPoint(List.of(new Text(text)));
  }

  private static Json text(Json node) {
    return Json.object().put("type", "text").put("children", new Json.Arr(List.of(node))).build();
  }

  private static MessageSnapshot sent(ConversationRef where, SendContentBlock content) {
    MessageRef message = where.send(SendMessageParams.builder(content).build()).join();
    return message.get().join().orElseThrow();
  }

  private static Backend.Answer post(People people, List<Json> content) {
    return messages(
        people,
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "bob")
            .put("content", new Json.Arr(content))
            .build());
  }

  private static Backend.Answer messages(People people, Json message) {
    return people
        .backend()
        .post(new Json.Arr(List.of(message)), "conversations", "lunch", "messages");
  }

  private static ConversationRef lunch(People people) {
    people.conversation("lunch", "alice", "bob");
    return people.session("alice").conversation("lunch");
  }
}
