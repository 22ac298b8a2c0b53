package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tertulia.server.gate.http.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The description of the REST API, held against what is really said: what was carried out must be
/// described, and what was answered too. Safe for use by any thread.
public final class Described {
  private static final String ID = "https://tertulia.example/openapi.json";
  private static final String JSON = "application/json";

  /// What no description says: that a call is wrong, that nobody may, and that there is none.
  private static final Set<Integer> UNDESCRIBED = Set.of(400, 401, 404, 405, 414, 431);

  /// What `default` may stand for.
  private static final Set<Integer> OF_HTTP = Set.of(405, 408, 413, 414, 431, 500);

  private final SchemaRegistry registry;
  private final JsonNode document;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Described(JsonNode document) {
    this.document = document;
    String definitions = "{\"$defs\":" + absolute(document.at("/components/schemas")) + "}";
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, made -> made.schemas(Map.of(ID, definitions)));
  }

  /// What a server serves.
  public static Described by(String document) {
    return new Described(read(document));
  }

  /// What this build describes.
  public static Described here() {
    return Here.DESCRIBED;
  }

  JsonNode document() {
    return document;
  }

  /// Fails when a request that was carried out, or any answer, is not as described. What is no call
  /// of the API is left alone.
  public void mustBe(Exchange exchange) {
    hold(exchange, true);
  }

  /// Fails when an answer is not as described, whatever was asked.
  void answerMustBe(Exchange exchange) {
    hold(exchange, false);
  }

  private void hold(Exchange exchange, boolean both) {
    String path = exchange.target().split("\\?", 2)[0];
    if (!path.startsWith("/v1/") && !path.startsWith("/admin/")) {
      return;
    }
    String method = exchange.method();
    String call = method + " " + exchange.target();
    JsonNode operation = operation(method, path);
    if (operation == null) {
      assertThat(UNDESCRIBED).as(call + " is not described").contains(exchange.status());
      return;
    }
    if (both && exchange.status() < 300) {
      mustFit(call, operation, exchange);
    }
    answerMustFit(call, operation, exchange);
    if (path.endsWith("/batch") && exchange.status() == 200) {
      eachOfBatch(exchange, both);
    }
  }

  private void mustFit(String call, JsonNode operation, Exchange exchange) {
    Target.parse(exchange.target())
        .query()
        .forEach((name, value) -> {
          JsonNode parameter = query(operation, name);
          assertThat(parameter).as(call + ": " + name).isNotNull();
          if (!value.isEmpty()) {
            textMustMatch(call, parameter.get("schema"), value);
          }
        });
    JsonNode described = operation.path("requestBody");
    boolean isRead = !exchange.method().equals("GET") && !exchange.method().equals("DELETE");
    if (!isRead || described.isMissingNode() || described.path("content").isEmpty()) {
      return;
    }
    if (exchange.sent().isEmpty() && !described.path("required").asBoolean()) {
      return;
    }
    JsonNode json = described.at("/content/application~1json/schema");
    if (json.isMissingNode()) {
      assertThat(hasContent(described, exchange.sentType())).as(call).isTrue();
    } else {
      mustMatch(call + ", carried out with " + exchange.sent(), json, plain(exchange.sent()));
    }
  }

  /// A description of bytes fits every type, as any file is such.
  private static boolean hasContent(JsonNode described, String type) {
    return described.get("content").has(type)
        || described.get("content").has("application/octet-stream");
  }

  private void answerMustFit(String call, JsonNode operation, Exchange exchange) {
    JsonNode all = operation.path("responses");
    JsonNode told = all.path(Integer.toString(exchange.status()));
    boolean isBroken = exchange.status() == 400 && isBroken(exchange.target());
    if (told.isMissingNode() && (isBroken || OF_HTTP.contains(exchange.status()))) {
      told = all.path("default");
    }
    assertThat(told.isMissingNode())
        .as(call + " answers " + exchange.status() + " " + exchange.answer())
        .isFalse();
    JsonNode response = resolve(told);
    headersMustFit(call, response.path("headers"), exchange);
    JsonNode content = response.path("content");
    if (exchange.method().equals("HEAD") || content.isEmpty()) {
      assertThat(exchange.method().equals("HEAD") || exchange.answer().isEmpty()).as(call).isTrue();
      return;
    }
    String type = exchange.answerType();
    assertThat(content.has(type)).as(call + " answers " + type).isTrue();
    if (type.equals(JSON)) {
      JsonNode schema = content.get(JSON).get("schema");
      mustMatch(call + " answers " + exchange.answer(), schema, exchange.answer());
    }
  }

  private static boolean isBroken(String target) {
    try {
      Target.parse(target);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private void headersMustFit(String call, JsonNode headers, Exchange exchange) {
    headers
        .properties()
        .forEach(one -> {
          JsonNode header = resolve(one.getValue());
          String value = exchange.header(one.getKey());
          if (value == null) {
            assertThat(header.path("required").asBoolean()).as(call + one.getKey()).isFalse();
          } else {
            textMustMatch(call + " answers " + one.getKey(), header.get("schema"), value);
          }
        });
  }

  /// What was in a batch must fit as if it had come alone.
  private void eachOfBatch(Exchange batch, boolean both) {
    JsonNode calls = read(batch.sent());
    JsonNode answers = read(batch.answer());
    assertThat(answers).hasSameSizeAs(calls);
    String app = batch.target().substring(0, batch.target().lastIndexOf("/batch"));
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      JsonNode answer = answers.get(i);
      String method = call.get(1).asText().toUpperCase(Locale.ROOT);
      JsonNode body = call.path(3);
      boolean hasBody = !method.equals("GET") && !body.isMissingNode() && !body.isNull();
      String path = call.get(2).asText();
      if (!path.contains("/batch") && !path.contains("/files") && !path.contains("/history")) {
        hold(
            new Exchange(
                method,
                app + (path.startsWith("/") ? "" : "/") + path,
                JSON,
                hasBody ? body.toString() : "",
                answer.get(1).asInt(),
                Map.of("content-type", JSON),
                answer.get(2).toString()),
            both);
      }
    }
  }

  /// What is taken from clients of old, and described to nobody: empty maps as lists, one address
  /// where there may be several, content and places that nobody gave.
  private static String plain(String body) {
    return body.isEmpty()
        ? "{}"
        : body.replaceAll("\"(custom|pushTokens|emailSettings|smsSettings)\":\\[]", "\"$1\":{}")
            .replace(",\"location\":[]", "")
            .replaceAll("\"(email|phone)\":(\"[^\"]*\")", "\"$1\":[$2]");
  }

  private @Nullable JsonNode operation(String method, String path) {
    List<String> segments;
    try {
      segments = Target.parse(path).segments();
    } catch (IllegalArgumentException e) {
      return null;
    }
    JsonNode found = null;
    int literal = -1;
    for (Map.Entry<String, JsonNode> one : document.get("paths").properties()) {
      int fits = fits(Target.parse(one.getKey()).segments(), segments);
      JsonNode operation = one.getValue().get(method.toLowerCase(Locale.ROOT));
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

  private @Nullable JsonNode query(JsonNode operation, String name) {
    return operation
        .path("parameters")
        .valueStream()
        .map(this::resolve)
        .filter(one -> one.get("in").asText().equals("query"))
        .filter(one -> one.get("name").asText().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : document.at(ref.asText().substring(1));
  }

  /// Holds a parameter or a header against its schema.
  private void textMustMatch(String what, JsonNode described, String text) {
    boolean isText = described.path("type").asText().equals("string");
    boolean isWord = described.path("enum").valueStream().anyMatch(one -> isWord(one, text));
    if (!isWord) {
      mustMatch(what, described, isText ? TextNode.valueOf(text).toString() : text);
    }
  }

  /// Words of a query are taken in small letters, too.
  private static boolean isWord(JsonNode one, String text) {
    return one.asText().equalsIgnoreCase(text);
  }

  private void mustMatch(String what, JsonNode described, String json) {
    Schema schema =
        schemas.computeIfAbsent(
            absolute(described), text -> registry.getSchema(text, InputFormat.JSON));
    assertThat(schema.validate(read(json).toString(), InputFormat.JSON)).as(what).isEmpty();
  }

  /// A schema whose references are absolute.
  private static String absolute(JsonNode schema) {
    return schema.toString().replace("\"#/components/schemas/", "\"" + ID + "#/$defs/");
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static final class Here {
    static final Described DESCRIBED =
        by(new OpenApi(() -> "http://127.0.0.1", Map.of()).document().toText());
  }
}
