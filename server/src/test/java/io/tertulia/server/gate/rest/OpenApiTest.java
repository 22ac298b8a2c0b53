package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.archive.Shipping;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.uploads.TusUploads;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.ConversationSync;
import io.tertulia.server.identity.Role;
import io.tertulia.server.masking.Masking;
import io.tertulia.server.webhooks.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The description of the REST API.
class OpenApiTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head", "options");

  private static final String ALICE = "/v1/demo/users/alice";
  private static final String WRONG =
      "{\"error\":\"BAD_REQUEST\",\"message\":\"x\",\"reasons\":{}}";

  /// All calls that the server has for apps, with braces for places.
  static List<String> routes() {
    Router.Builder routes = Router.routes();
    new RestApi(null, null, null, null, null, null, null, RestSettings.DEFAULT, null, null)
        .addTo(routes, 1, 1);
    new AdminApi(null, null, null, null).addTo(routes);
    new TusUploads(null, null).addTo(routes);
    new Shipping(null, null, null, null, null).addTo(routes);
    return routes.build().all().stream()
        .map(route -> route.method() + " /" + String.join("/", route.path()))
        .map(call -> call.replaceAll("\\{\\w+}", "{}"))
        .toList();
  }

  private static Stream<String> calls() {
    return Described.here()
        .document()
        .get("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(entry -> entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
  }

  private static Stream<JsonNode> operations() {
    return Described.here()
        .document()
        .get("paths")
        .valueStream()
        .flatMap(path ->
            path.propertyStream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(Map.Entry::getValue));
  }

  @Test
  void every_call_is_described_and_no_other() {
    assertThat(calls().map(call -> call.replaceAll("\\{\\w+}", "{}")))
        .containsExactlyInAnyOrderElementsOf(routes());
  }

  @Test
  void every_operation_has_a_name_of_its_own_and_says_what_it_does() {
    List<String> names = operations().map(one -> one.get("operationId").asText()).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    assertThat(operations()).allMatch(one -> one.get("summary").asText().endsWith("."));
  }

  @Test
  void every_place_of_a_path_is_described() {
    Described.here()
        .document()
        .get("paths")
        .propertyStream()
        .forEach(path -> {
          Set<String> described = new TreeSet<>();
          path.getValue()
              .path("parameters")
              .valueStream()
              .forEach(ref -> described.add(ref.get("$ref").asText().replaceAll(".*/", "")));
          Set<String> places = new TreeSet<>();
          Pattern.compile("\\{(\\w+)}")
              .matcher(path.getKey())
              .results()
              .forEach(place -> places.add(place.group(1)));
          assertThat(described).as(path.getKey()).isEqualTo(places);
        });
  }

  @Test
  void every_schema_is_used() {
    String text = Described.here().document().toString();
    Described.here()
        .document()
        .at("/components/schemas")
        .propertyStream()
        .forEach(schema ->
            assertThat(text).contains("\"#/components/schemas/" + schema.getKey() + "\""));
  }

  @Test
  void what_is_told_has_no_member_besides_those_described() {
    Set<String> open = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    operations().forEach(one -> look(one.get("responses"), seen, open));
    look(Described.here().document().at("/components/responses"), seen, open);
    assertThat(seen).contains("Message", "Settings", "EventData");
    assertThat(open).isEmpty();
  }

  /// Finds objects that may have any member.
  private static void look(JsonNode node, Set<String> seen, Set<String> open) {
    String name = node.path("$ref").asText().replaceAll(".*/", "");
    JsonNode schema = Described.here().document().at("/components/schemas/" + name);
    if (!name.isEmpty() && !schema.isMissingNode() && seen.add(name)) {
      look(schema, seen, open);
    }
    if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
      open.add(node.toString());
    }
    node.forEach(part -> look(part, seen, open));
  }

  @Test
  void every_word_is_one_of_the_code() {
    assertThat(words("EventTypes/items"))
        .containsExactlyElementsOf(EventType.all().stream().map(EventType::wire).toList());
    assertThat(words("Event/properties/type")).isEqualTo(words("EventTypes/items"));
    assertThat(words("Access"))
        .containsExactlyInAnyOrderElementsOf(wires(Access.values(), Access::wire));
    assertThat(words("Message/properties/type"))
        .containsExactlyElementsOf(wires(MessageType.values(), MessageType::wire));
    assertThat(words("Message/properties/origin"))
        .containsExactlyInAnyOrderElementsOf(wires(MessageOrigin.values(), MessageOrigin::wire));
    assertThat(words("NewFile/properties/kind"))
        .containsExactlyInAnyOrderElementsOf(wires(FileKind.values(), FileKind::wire));
    assertThat(words("Role/properties/edit"))
        .containsExactlyElementsOf(wires(Role.Scope.values(), Role.Scope::wire));
    assertThat(words("Settings/properties/conversationSync"))
        .containsExactlyInAnyOrderElementsOf(
            wires(ConversationSync.values(), ConversationSync::wire));
  }

  @Test
  void every_member_of_settings_and_roles_is_one_of_the_code() {
    assertThat(members("Settings")).isEqualTo(members(AppSettings.DEFAULT.json()));
    assertThat(members("SettingsPatch")).isEqualTo(members("Settings"));
    assertThat(members("Role")).isEqualTo(members(Role.DEFAULT.json()));
    assertThat(members("RolePatch")).isEqualTo(members("Role"));
    assertThat(members("Masking")).containsAll(members(Masking.NONE.json()));
  }

  @Test
  void what_is_said_otherwise_is_seen() {
    said("PUT", ALICE, "{\"name\":\"Alice\"}", 200, "{}");
    said("PUT", ALICE, "{\"name\":7}", 400, WRONG);
    said("GET", "/v1/demo/tea", "", 404, "");
    said("GET", "/elsewhere", "", 200, "tea");
    assertUnlike("PUT", ALICE, "{\"name\":7}", 200, "{}");
    assertUnlike("PUT", ALICE, "{}", 200, "{\"id\":\"alice\"}");
    assertUnlike("PUT", ALICE, "{}", 201, "{}");
    assertUnlike("GET", ALICE, "", 200, "{\"id\":\"alice\"}");
    assertUnlike("GET", ALICE, "", 404, "{\"error\":\"NOT_FOUND\"}");
    assertUnlike("GET", "/v1/demo/users?limit=many", "", 200, "{\"data\":[]}");
    assertUnlike("GET", "/v1/demo/tea", "", 200, "{}");
    said(
        "POST",
        "/v1/demo/batch",
        "[[1,\"PUT\",\"/users/a\",{\"name\":\"A\"}]]",
        200,
        "[[1,200,{}]]");
    assertUnlike(
        "POST", "/v1/demo/batch", "[[1,\"PUT\",\"/users/a\",{\"name\":7}]]", 200, "[[1,200,{}]]");
  }

  @Test
  void anybody_can_read_it_and_it_says_where_the_server_is() throws Exception {
    Server server = TestServer.shared();
    try (var in = server.uri().resolve("/openapi.json").toURL().openStream()) {
      assertThat(Json.parse(in.readAllBytes()))
          .isEqualTo(new OpenApi(() -> server.uri().toString(), Map.of()).document());
    }
  }

  private static void said(String method, String target, String sent, int status, String answer) {
    String type = "application/json";
    Described.here()
        .mustBe(
            new Exchange(method, target, type, sent, status, Map.of("content-type", type), answer));
  }

  private static void assertUnlike(
      String method, String target, String sent, int status, String answer) {
    assertThatThrownBy(() -> said(method, target, sent, status, answer))
        .as(method + " " + target)
        .isInstanceOf(AssertionError.class);
  }

  private static List<String> words(String schema) {
    return Described.here()
        .document()
        .at("/components/schemas/" + schema + "/enum")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  private static <E> List<String> wires(E[] values, Function<E, String> wire) {
    return Arrays.stream(values).map(wire).toList();
  }

  private static Set<String> members(String schema) {
    JsonNode all = Described.here().document().at("/components/schemas/" + schema + "/properties");
    return new TreeSet<>(all.propertyStream().map(Map.Entry::getKey).toList());
  }

  private static Set<String> members(Json json) {
    return new TreeSet<>(((Json.Obj) json).members().keySet());
  }
}
