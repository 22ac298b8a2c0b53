package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.READ;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.basics;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.state;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.AudioBlock;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.VideoBlock;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Addresses of files in what an application sees.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class FileUrlsTest {
  private static final FileToken TOKEN = new FileToken("ft_1");
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final String PATH = "/files/demo/x1/a.bin?expires=1&signature=s";

  private static List<ContentBlock> each(String url) {
    return List.of(
        TextBlock.of(new Text("/files/ is no address here")),
        new GenericFileBlock(TOKEN, url, 1, "a.bin"),
        new ImageBlock(TOKEN, url, 1, "a.png", 2, null),
        new VideoBlock(TOKEN, url, 1, "a.mp4", 2, 3, TIME),
        new AudioBlock(TOKEN, url, 1, "a.mp3", TIME),
        new VoiceBlock(TOKEN, url, 1, "a.ogg", null));
  }

  private static MessageFact message(int number, String answers, List<ContentBlock> content) {
    return new MessageFact(
        "m" + number,
        number,
        MessageType.USER_MESSAGE,
        "bob",
        number * 1000L,
        null,
        MessageOrigin.REST,
        answers,
        Map.of(),
        content,
        List.of());
  }

  @Test
  void a_path_becomes_an_address_below_the_base() {
    FileUrls plain = FileUrls.at(URI.create("http://127.0.0.1:7070"));
    assertThat(plain.in(each(PATH))).isEqualTo(each("http://127.0.0.1:7070" + PATH));
    FileUrls inner = FileUrls.at(URI.create("https://chat.example/inner/?left=out#too"));
    assertThat(inner.in(each(PATH))).isEqualTo(each("https://chat.example/inner" + PATH));
  }

  @Test
  void a_whole_address_stays_and_what_has_none_is_the_same_object() {
    FileUrls urls = FileUrls.at(URI.create("https://chat.example"));
    List<ContentBlock> whole = each("https://files.example/a.bin");
    assertThat(urls.in(whole)).isSameAs(whole);
    List<ContentBlock> text = List.of(TextBlock.of(new Text("hi")));
    assertThat(urls.in(text)).isSameAs(text);
  }

  @Test
  void an_address_by_the_servers_own_name_is_told_by_ours() {
    FileUrls urls = FileUrls.at(URI.create("https://chat.example/inner"));
    assertThat(urls.reached("http://0.0.0.0:7070" + PATH))
        .isEqualTo("https://chat.example/inner" + PATH);
    assertThat(urls.reached(PATH)).isEqualTo("https://chat.example/inner" + PATH);
    assertThat(urls.reached("https://bucket.example/x")).isEqualTo("https://bucket.example/x");
  }

  @Test
  void messages_and_what_they_answer_have_whole_addresses_and_keep_their_content() {
    Stage stage = new Stage();
    Recorder<MessageSnapshot> told = new Recorder<>();
    TalkSession session = stage.session(o -> o.baseUri(URI.create("https://chat.example")));
    session.conversation(C).subscribeMessages(told);
    FakeLine line = stage.welcome();
    List<Fact> put = new ArrayList<>(basics(C, 10, 2, 2));
    put.add(message(1, null, each(PATH)));
    put.add(message(2, "m1", each(PATH)));
    var follow = line.take(ClientFrame.FollowConversation.class);
    var state =
        new ConversationState(C, at(10), true, put, List.of(), READ, Bound.EVERYTHING, null);
    line.tell(state(follow.id(), state));

    MessageSnapshot answer = told.last().get(0);
    List<ContentBlock> shown = each("https://chat.example" + PATH);
    assertThat(answer.content()).isEqualTo(shown);
    assertThat(answer.referencedMessage().content()).isEqualTo(shown);
    assertThat(answer.content())
        .filteredOn(FileBlock.class::isInstance)
        .hasSize(5)
        .allSatisfy(block -> assertThat(((FileBlock) block).token()).isEqualTo(TOKEN));

    line.tell(new ServerFrame.Users(null, List.of(user("bob", 2))));
    assertThat(told.last().get(0)).isNotSameAs(answer);
    assertThat(told.last().get(0).content()).isSameAs(answer.content());
    line.tell(
        event(
            11,
            new MessageFact(
                "m2",
                11,
                MessageType.USER_MESSAGE,
                "bob",
                2_000L,
                null,
                MessageOrigin.REST,
                "m1",
                Map.of("seen", ME),
                each(PATH),
                List.of())));
    assertThat(told.last().get(0).custom()).containsEntry("seen", ME);
    assertThat(told.last().get(0).content()).isSameAs(answer.content());
  }
}
