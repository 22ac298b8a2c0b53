package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tertulia.server.gate.http.Target;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The description of the REST API, held against what is really said: what was carried out must be
/// described, and what was answered too.
public final class Described {
  private static final String ID = "https://tertulia.example/openapi.json";
  private static final Described HERE = new Described();

  private final SchemaRegistry registry;
  private final JsonNode document;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Described() {
    this.document = read(OpenApi.document("http://127.0.0.1").toText());
    String definitions = "{\"$defs\":" + absolute(document.at("/components/schemas")) + "}";
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, made -> made.schemas(Map.of(ID, definitions)));
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// A schema whose references are absolute.
  private static String absolute(JsonNode schema) {
    return schema.toString().replace("\"#/components/schemas/", "\"" + ID + "#/$defs/");
  }

  static JsonNode document() {
    return HERE.document;
  }

  /// One request to an app, and the answer.
  ///
  /// @param body of the request, empty when there was none
  public static void mustBe(String method, URI uri, String body, int status, String answer) {
    HERE.hold(method, Target.parse(uri.getRawPath()), uri, body, status, answer);
  }

  private void hold(String method, Target target, URI uri, String body, int status, String answer) {
    JsonNode operation = operation(method, target.segments());
    String call = method + " " + uri.getPath();
    if (operation == null) {
      assertThat(status).as(call + " is not described").isIn(400, 401, 404, 405);
      return;
    }
    if (status == 200 && !method.equals("GET") && !method.equals("DELETE")) {
      JsonNode content = operation.at("/requestBody/content/application~1json/schema");
      boolean needed = operation.at("/requestBody/required").asBoolean();
      if (!content.isMissingNode() && (needed || !body.isEmpty())) {
        mustMatch(call + ", carried out with " + body, content, plain(body));
      }
    }
    if (status == 200 && uri.getRawQuery() != null) {
      Target.parse(uri.getRawPath() + "?" + uri.getRawQuery())
          .query()
          .keySet()
          .forEach(name -> assertThat(queries(operation)).as(call).contains(name));
    }
    JsonNode told = operation.at("/responses/" + status);
    assertThat(told.isMissingNode()).as(call + " answers " + status).isFalse();
    JsonNode schema = resolve(told).at("/content/application~1json/schema");
    if (!schema.isMissingNode()) {
      mustMatch(call + " answers " + answer, schema, answer);
    }
  }

  /// What is taken from clients of old, and described to nobody: empty maps as lists, and one
  /// address where there may be several.
  private static String plain(String body) {
    return body.isEmpty()
        ? "{}"
        : body.replaceAll("\"(custom|pushTokens)\":\\[]", "\"$1\":{}")
            .replaceAll("\"(email|phone)\":(\"[^\"]*\")", "\"$1\":[$2]");
  }

  private @Nullable JsonNode operation(String method, List<String> segments) {
    JsonNode found = null;
    int literal = -1;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      int fits = fits(Target.parse(path.getKey()).segments(), segments);
      JsonNode operation = path.getValue().get(method.toLowerCase(Locale.ROOT));
      if (fits > literal && operation != null) {
        literal = fits;
        found = operation;
      }
    }
    return found;
  }

  /// How many segments are said to the letter; -1 when the path does not fit.
  private static int fits(List<String> path, List<String> segments) {
    if (path.size() != segments.size()) {
      return -1;
    }
    int literal = 0;
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).equals(segments.get(i))) {
        literal++;
      } else if (!path.get(i).startsWith("{")) {
        return -1;
      }
    }
    return literal;
  }

  private List<String> queries(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(this::resolve)
        .filter(parameter -> parameter.get("in").asText().equals("query"))
        .map(parameter -> parameter.get("name").asText())
        .toList();
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : document.at(ref.asText().substring(1));
  }

  private void mustMatch(String what, JsonNode described, String json) {
    Schema schema =
        schemas.computeIfAbsent(
            absolute(described), text -> registry.getSchema(text, InputFormat.JSON));
    assertThat(schema.validate(json, InputFormat.JSON)).as(what).isEmpty();
  }
}
