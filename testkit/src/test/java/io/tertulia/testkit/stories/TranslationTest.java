package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.Translation;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.BulletList;
import io.tertulia.protocol.content.BulletPoint;
import io.tertulia.protocol.content.CodeSpan;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.CustomEmoji;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Messages in other languages, by a provider that shouts and names the language.
@ExtendWith(TertuliaExtension.class)
class TranslationTest {
  private static final AtomicInteger QUESTIONS = new AtomicInteger();
  private static HttpServer provider;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/translate", TranslationTest::shout);
    provider.start();
    String url = "http://127.0.0.1:" + provider.getAddress().getPort();
    server = TestServer.start(config -> config.with(config.translate().at(url, "")));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.stop(0);
  }

  @Test
  void a_message_is_told_in_another_language() {
    try (People people = server.newApp()) {
      MessageRef message = room(people).send("Hungry?  Me *too*.").join();
      Translation told = message.translate("es").join().orElseThrow();
      assertThat(told.plaintext()).isEqualTo("HUNGRY?  ME(es) TOO(es).(es)");
      assertThat(message.get().join().orElseThrow().plaintext()).isEqualTo("Hungry?  Me too.");
    }
  }

  @Test
  void what_are_no_words_stays_and_so_does_the_shape() {
    try (People people = server.newApp()) {
      ConversationRef room = room(people);
      var sent =
          List.<ContentBlock>of(
              TextBlock.of(
                  new Text("see "),
                  new CodeSpan("x = 1"),
                  new Mention("bob", "Bob"),
                  new CustomEmoji(":cat:"),
                  new AutoLink("https://ex.test", "ex.test"),
                  new Link("https://ex.test/a", List.of(new Text("there"))),
                  new ActionButton("vote", Map.of("for", "me"), List.of(new Text("yes"))),
                  new BulletList(List.of(new BulletPoint(List.of(new Text("one")))))));
      MessageRef message = posted(people, room, sent);
      assertThat(message.translate("fr").join().orElseThrow().content())
          .containsExactly(
              TextBlock.of(
                  new Text("SEE(fr) "),
                  new CodeSpan("x = 1"),
                  new Mention("bob", "Bob"),
                  new CustomEmoji(":cat:"),
                  new AutoLink("https://ex.test", "ex.test"),
                  new Link("https://ex.test/a", List.of(new Text("THERE(fr)"))),
                  new ActionButton("vote", Map.of("for", "me"), List.of(new Text("YES(fr)"))),
                  new BulletList(
                      List.of(new BulletPoint(List.<TextNode>of(new Text("ONE(fr)")))))));
    }
  }

  @Test
  void a_place_comes_back_as_it_is_and_nobody_is_asked() {
    try (People people = server.newApp()) {
      var here = new LocationBlock(1, 2);
      MessageRef message = room(people).send(SendMessageParams.builder(here).build()).join();
      assertThat(message.translate("es").join()).contains(new Translation(List.of(here), ""));
    }
  }

  @Test
  void the_region_of_a_language_counts_for_taiwan_only() {
    try (People people = server.newApp()) {
      MessageRef message = room(people).send(SendMessageParams.builder(bold("a")).build()).join();
      assertThat(plain(message, "pt-BR")).isEqualTo("A(pt)");
      assertThat(plain(message, "ES")).isEqualTo("A(es)");
      assertThat(plain(message, "zh-cn")).isEqualTo("A(zh)");
      assertThat(plain(message, "zh-TW")).isEqualTo("A(zt)");
      for (String wrong : List.of("", "xx", "english", "e", "-", "es".repeat(1_000))) {
        assertRefused(message.translate(wrong), ErrorCode.INVALID_ARGUMENT);
      }
    }
  }

  @Test
  void who_takes_no_part_gets_no_translation_and_what_is_not_there_is_empty() {
    try (People people = server.newApp()) {
      ConversationRef room = room(people);
      MessageRef message = room.send("Hungry?").join();
      assertThat(room.message("nothing").translate("es").join()).isEmpty();
      people.create("carol");
      assertRefused(
          people.session("carol").conversation("room").message(message.id()).translate("es"),
          ErrorCode.NOT_PARTICIPANT);
      assertRefused(
          people.session("alice").conversation("nowhere").message("m").translate("es"),
          ErrorCode.NOT_PARTICIPANT);
      message.delete().join();
      assertThat(message.translate("es").join()).isEmpty();
    }
  }

  @Test
  void what_was_translated_already_is_not_asked_for_again() {
    try (People people = server.newApp()) {
      MessageRef message = room(people).send("Only once, please.").join();
      String first = plain(message, "es");
      int before = QUESTIONS.get();
      assertThat(plain(message, "es")).isEqualTo(first);
      assertThat(QUESTIONS).hasValue(before);
    }
  }

  @Test
  void without_a_provider_it_is_refused_at_once_and_holds_nobody_up(People people) {
    ConversationRef room = room(people);
    MessageRef message = room.send("Hungry?").join();
    var refused = message.translate("es");
    assertThat(room.send("Never mind.").join()).isNotNull();
    assertRefused(refused, ErrorCode.UNAVAILABLE);
    assertThatThrownBy(refused::join).hasMessageContaining("translate.url");
  }

  private static ConversationRef room(People people) {
    people.conversation("room", "alice", "bob");
    return people.session("alice").conversation("room");
  }

  private static String plain(MessageRef message, String language) {
    return message.translate(language).join().orElseThrow().plaintext();
  }

  private static TextBlock bold(String text) {
    return TextBlock.of(new Markup(Markup.Style.BOLD, List.of(new Text(text))));
  }

  /// A message that only the application's own server may send.
  private static MessageRef posted(
      People people, ConversationRef room, List<ContentBlock> content) {
    Json message =
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "alice")
            .putAll("content", content.stream().map(ContentBlock::json).toList())
            .build();
    people
        .backend()
        .post(new Json.Arr(List.of(message)), "conversations", "room", "messages")
        .orThrow();
    return room.message(room.get().join().orElseThrow().lastMessage().id());
  }

  private static void shout(HttpExchange exchange) throws IOException {
    try (exchange) {
      QUESTIONS.incrementAndGet();
      var question = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
      String language = ((Json.Str) question.get("target")).value();
      List<String> texts =
          ((Json.Arr) question.get("q"))
              .items().stream()
                  .map(text -> ((Json.Str) text).value().toUpperCase(Locale.ROOT))
                  .map(text -> text + "(" + language + ")")
                  .toList();
      byte[] answer = Json.object().put("translatedText", Json.of(texts)).build().toBytes();
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
