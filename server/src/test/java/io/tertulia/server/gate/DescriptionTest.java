package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.CustomFilter;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The description of the WebSocket as a whole: served, complete, without anything idle.
class DescriptionTest {
  private static Json.Obj document;
  private static Json.Obj messages;
  private static Json.Obj schemas;

  @BeforeAll
  static void read() throws Exception {
    document = DescribedFrames.describedBy(TestServer.shared());
    messages = DescribedFrames.object(DescribedFrames.object(document, "components"), "messages");
    schemas = DescribedFrames.object(DescribedFrames.object(document, "components"), "schemas");
  }

  @Test
  void anybody_may_read_the_description_from_any_page() throws Exception {
    try (var client = RawHttp.open(TestServer.shared().uri())) {
      client.send("GET /asyncapi.json HTTP/1.1\nHost: x\nConnection: close\n\n");
      assertThat(client.head())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("Content-Type: application/json")
          .contains("Access-Control-Allow-Origin: *\r\n");
    }
    assertThat(document.get("asyncapi")).isEqualTo(Json.of("3.0.0"));
  }

  @Test
  void the_limits_are_those_that_the_server_is_set_to() throws Exception {
    assertThat(several(document).get("maxItems")).isEqualTo(Json.of(256));
    assertThat(document.toText()).contains("come within 10s").doesNotContainPattern("\\{\\w+\\.");
    try (Server other = TestServer.with(LineTest::fewInFlight)) {
      Json.Obj described = DescribedFrames.describedBy(other);
      assertThat(several(described).get("maxItems")).isEqualTo(Json.of(4));
      assertThat(described.toText()).contains("up to 4 frames as an array");
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ClientFrame.class,
        ServerFrame.class,
        Command.class,
        HistoryEntry.class,
        Query.class,
        Fact.class,
        Gone.class,
        ContentBlock.class,
        TextNode.class,
        ConversationFilter.class,
        CustomFilter.class
      })
  void every_type_that_travels_has_a_schema_of_its_name(Class<?> type) {
    assertThat(kinds(type)).isNotEmpty().allMatch(schemas.members()::containsKey);
  }

  @Test
  void every_frame_is_a_message_of_its_direction() {
    DescribedFrames frames = DescribedFrames.of(document);
    Set<String> receives = new TreeSet<>(words(ClientFrame.class));
    receives.add("several");
    assertThat(frames.messages("receive")).isEqualTo(receives);
    assertThat(frames.messages("send")).isEqualTo(new TreeSet<>(words(ServerFrame.class)));
    Json.Obj channel =
        DescribedFrames.object(DescribedFrames.object(document, "channels"), "realtime");
    assertThat(DescribedFrames.object(channel, "messages").members().keySet())
        .containsExactlyElementsOf(messages.members().keySet());
  }

  @Test
  void every_choice_is_of_all_that_can_be_chosen() {
    assertThat(choices("Command")).containsExactlyInAnyOrderElementsOf(kinds(Command.class));
    assertThat(choices("Query")).containsExactlyInAnyOrderElementsOf(kinds(Query.class));
    assertThat(choices("Fact")).containsExactlyInAnyOrderElementsOf(kinds(Fact.class));
    assertThat(choices("Gone")).containsExactlyInAnyOrderElementsOf(kinds(Gone.class));
    assertThat(choices("ContentBlock"))
        .containsExactlyInAnyOrderElementsOf(kinds(ContentBlock.class));
    assertThat(choices("SendContentBlock"))
        .containsExactly("SentTextBlock", "SendFileBlock", "LocationBlock");
    assertThat(((Json.Arr) schema("ErrorCode").get("enum")).items())
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(code -> Json.of(code.name())).toList());
  }

  @Test
  void every_schema_is_used_by_some_message_and_is_there() {
    Set<String> used = new TreeSet<>();
    messages.members().values().forEach(message -> follow(message, used));
    assertThat(used).isEqualTo(new TreeSet<>(schemas.members().keySet()));
  }

  @Test
  void every_object_says_all_that_it_may_have() {
    schemas
        .members()
        .forEach((name, json) -> {
          Json.Obj schema = (Json.Obj) json;
          boolean isObject = Json.of("object").equals(schema.get("type"));
          assertThat(!isObject || schema.get("additionalProperties") != null).as(name).isTrue();
          assertThat(schema.get("properties") == null || isClosed(schema)).as(name).isTrue();
        });
  }

  @Test
  void every_message_has_examples_that_a_peer_may_say() {
    DescribedFrames frames = DescribedFrames.of(document);
    Set<String> receives = frames.messages("receive");
    for (String message : messages.members().keySet()) {
      assertThat(frames.examples(message)).as(message).isNotEmpty();
      boolean byClient = receives.contains(message);
      for (Json payload : frames.examples(message)) {
        assertThat(byClient ? frames.wrongOfClients(payload) : frames.wrongOfServer(payload))
            .as(payload.toText())
            .isEmpty();
        for (Json frame : payload instanceof Json.Arr(List<Json> all) ? all : List.of(payload)) {
          Json read = byClient ? ClientFrame.read(frame).json() : ServerFrame.read(frame).json();
          assertThat(((Json.Obj) read).get("type")).isEqualTo(((Json.Obj) frame).get("type"));
        }
      }
    }
  }

  private static Json.Obj several(Json.Obj described) {
    Json.Obj components = DescribedFrames.object(described, "components");
    return DescribedFrames.object(DescribedFrames.object(components, "schemas"), "Several");
  }

  private static Json.Obj schema(String name) {
    return DescribedFrames.object(schemas, name);
  }

  private static boolean isClosed(Json.Obj schema) {
    return new Json.Bool(false).equals(schema.get("additionalProperties"));
  }

  private static List<String> choices(String union) {
    return ((Json.Arr) schema(union).get("oneOf"))
        .items().stream()
            .map(choice -> ((Json.Str) ((Json.Obj) choice).get("$ref")).value())
            .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
            .toList();
  }

  /// The names of all kinds of a type but those that stand for what is not known.
  private static List<String> kinds(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .filter(kind -> !kind.getSimpleName().startsWith("Unknown"))
        .flatMap(kind -> kind.isSealed() ? kinds(kind).stream() : Stream.of(kind.getSimpleName()))
        .toList();
  }

  private static List<String> words(Class<?> frames) {
    return kinds(frames).stream()
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .toList();
  }

  /// Notes all schemas that a value refers to, and those that they refer to.
  private static void follow(Json json, Set<String> used) {
    switch (json) {
      case Json.Obj(Map<String, Json> members) -> {
        String to = members.get("$ref") instanceof Json.Str(String at) ? at : "";
        String name = to.substring(to.lastIndexOf('/') + 1);
        if (to.startsWith("#/components/schemas/") && used.add(name)) {
          follow(schema(name), used);
        }
        members.values().forEach(member -> follow(member, used));
      }
      case Json.Arr(List<Json> items) -> items.forEach(item -> follow(item, used));
      default -> {}
    }
  }
}
