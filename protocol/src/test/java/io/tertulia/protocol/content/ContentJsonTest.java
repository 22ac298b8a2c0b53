package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tertulia.protocol.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentJsonTest {
  private static final FileToken TOKEN = new FileToken("ft_1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type":"text","children":["a",{"type":"mention","id":"u1","text":"Ann"}]}\
        """,
        """
        {"type":"text","children":[{"type":"actionLink","action":"open","params":{},"children":["x"]}]}\
        """,
        """
        {"type":"text","children":[{"type":"new","id":7,"children":["a",{"type":"newer","x":[null,1.5]}]}]}\
        """,
        """
        {"type":"poll","question":"?","options":[true,false,null,{"a":1}]}\
        """,
        """
        {"type":"location","latitude":52.5,"longitude":-4.25}\
        """,
        """
        {"type":"file","fileToken":"ft_1","url":"https://ex.test/f","size":0,"filename":"a.bin"}\
        """,
        """
        {"type":"file","fileToken":"ft_1","url":"https://ex.test/f","size":9,"filename":"a.png","subtype":"image","width":640,"height":480}\
        """,
        """
        {"type":"file","fileToken":"ft_1","url":"https://ex.test/f","size":9,"filename":"a.mp4","subtype":"video","width":640,"duration":12}\
        """,
        """
        {"type":"file","fileToken":"ft_1","url":"https://ex.test/f","size":9,"filename":"a.mp3","subtype":"audio","duration":1.25}\
        """,
        """
        {"type":"file","fileToken":"ft_1","url":"https://ex.test/f","size":9,"filename":"a.ogg","subtype":"voice"}\
        """
      })
  void a_block_is_written_as_it_was_read(String text) {
    assertThat(ContentBlock.read(Json.parse(text), "content[0]").json().toText()).isEqualTo(text);
  }

  @Test
  void a_file_block_holds_what_the_wire_says() {
    var json =
        """
        {"type":"file","url":"https://ex.test/f","filename":"a.mp4","size":20480,"subtype":"video",
         "width":640,"height":480,"duration":2.000000001,"fileToken":"ft_1","later":true}
        """;
    assertThat(ContentBlock.read(Json.parse(json), ""))
        .isEqualTo(
            new VideoBlock(
                TOKEN,
                "https://ex.test/f",
                20480,
                "a.mp4",
                640,
                480,
                Duration.ofSeconds(2).plusNanos(1)));
  }

  @Test
  void a_file_of_a_kind_nobody_knows_is_generic() {
    var json =
        """
        {"type":"file","subtype":"hologram","url":"u","filename":"a","size":1,"fileToken":"ft_1"}\
        """;
    assertThat(ContentBlock.read(Json.parse(json), ""))
        .isEqualTo(new GenericFileBlock(TOKEN, "u", 1, "a"));
  }

  @Test
  void of_a_file_in_a_request_only_the_token_is_read() {
    var json = Json.parse("{\"type\":\"file\",\"fileToken\":\"ft_1\",\"size\":-1,\"url\":7}");
    assertThat(SendContentBlock.read(json, "")).isEqualTo(new SendFileBlock(TOKEN));
    assertThat(new SendFileBlock(TOKEN).json().toText())
        .isEqualTo("{\"type\":\"file\",\"fileToken\":\"ft_1\"}");
  }

  @Test
  void a_received_file_can_be_sent_again() {
    FileBlock received = new VoiceBlock(TOKEN, "u", 1, "a.ogg", Duration.ofMillis(1500));
    assertThat(SendContentBlock.read(received.json(), "")).isEqualTo(new SendFileBlock(TOKEN));
  }

  @Test
  void a_text_object_nested_in_a_text_block_is_flattened() {
    var json =
        """
        {"type":"text","children":["a",{"type":"text","children":[{"type":"text","text":"b"},
          {"type":"bold","children":[{"type":"text","text":"c"}]}]}]}\
        """;
    assertThat(ContentBlock.read(Json.parse(json), "").json().toText())
        .isEqualTo(
            "{\"type\":\"text\",\"children\":[\"a\",\"b\",{\"type\":\"bold\",\"children\":[\"c\"]}]}");
  }

  @Test
  void an_emoji_is_read_as_its_text() {
    assertThat(TextNode.read(Json.parse("{\"type\":\"emoji\",\"text\":\"😀\"}"), "node"))
        .isEqualTo(new Text("😀"));
  }

  @Test
  void an_unknown_node_shows_its_text_or_the_children_that_can_be_read() {
    var json =
        """
        {"type":"text","children":[
          {"type":"codeBlock","text":"int i;","language":"java"},
          {"type":"blockquote","children":["a",{"type":"bold","children":["b"]},7,{"type":"bold"}]},
          {"type":"poll"}]}\
        """;
    TextBlock block = (TextBlock) ContentBlock.read(Json.parse(json), "");
    assertThat(block.toPlaintext()).isEqualTo("int i;ab");
    assertThat(block.toMarkup()).isEqualTo("int i;a*b*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"bold\"}",
        "{\"type\":\"bold\",\"children\":\"x\"}",
        "{\"type\":\"mention\",\"text\":\"Ann\"}",
        "{\"type\":\"actionLink\",\"action\":\"a\",\"params\":{\"n\":1},\"children\":[]}",
        "{\"type\":\"bulletList\",\"children\":[\"a\"]}",
        "{\"type\":\"text\",\"children\":[\"a\",\"b\"]}",
        "{\"text\":\"x\"}",
        "{\"type\":7}",
        "7",
        "null",
        "[]"
      })
  void a_node_of_a_known_type_must_be_as_the_type_wants(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextNode.read(Json.parse(json), "node"))
        .withMessageContaining("node")
        .withMessageContaining("(expected: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\"}",
        "{\"type\":\"location\",\"latitude\":\"1\",\"longitude\":1}",
        "{\"type\":\"location\",\"latitude\":90.1,\"longitude\":1}",
        "{\"type\":\"file\",\"url\":\"u\",\"filename\":\"a\",\"size\":1}",
        "{\"type\":\"file\",\"fileToken\":\"t\",\"url\":\"u\",\"filename\":\"a\",\"size\":-1}",
        "{\"type\":\"file\",\"subtype\":\"audio\",\"fileToken\":\"t\",\"url\":\"u\",\"filename\":\"a\",\"size\":1,\"duration\":-1}",
        "{\"type\":\"file\",\"subtype\":\"audio\",\"fileToken\":\"t\",\"url\":\"u\",\"filename\":\"a\",\"size\":1,\"duration\":1e300}",
        "{\"type\":\"file\",\"subtype\":\"image\",\"fileToken\":\"t\",\"url\":\"u\",\"filename\":\"a\",\"size\":1,\"width\":4294967296}",
        "{}"
      })
  void a_block_of_a_known_type_must_be_as_the_type_wants(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentBlock.read(Json.parse(json), "content[0]"))
        .withMessageContaining("(expected: ");
  }
}
