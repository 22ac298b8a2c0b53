package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The frames as a server describes them, read by a validator that nobody here wrote.
final class DescribedFrames {
  private static final String HERE = "https://tertulia.example/asyncapi.json";

  /// What AsyncAPI says around the schemas, and what draft 07 does not know.
  private static final Set<String> AROUND =
      Set.of(
          "asyncapi",
          "info",
          "defaultContentType",
          "servers",
          "channels",
          "operations",
          "components",
          "prefixItems");

  private static final ObjectMapper READER = new ObjectMapper();

  private final Json.Obj document;
  private final Schema ofClients;
  private final Schema ofServer;

  /// @param draft of JSON Schema by which the schemas are read
  DescribedFrames(Json.Obj document, Dialect draft) {
    this.document = document;
    SchemaRegistry schemas =
        SchemaRegistry.withDialect(
            Dialect.builder(draft).unknownKeywordFactory((word, in) -> unknown(word)).build(),
            builder -> builder.schemas(Map.of(HERE, document.toText())));
    this.ofClients = oneOf(schemas, messages("receive"));
    this.ofServer = oneOf(schemas, messages("send"));
  }

  /// What a server describes, as the newest draft reads it.
  static DescribedFrames of(Json.Obj document) {
    return new DescribedFrames(document, Dialects.getDraft202012());
  }

  /// What a server describes.
  static Json.Obj describedBy(Server server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(server.uri().resolve("/asyncapi.json")).build();
      var answer = client.send(request, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return (Json.Obj) Json.parse(answer.body());
    }
  }

  Json.Obj document() {
    return document;
  }

  /// What is wrong with what a client says; nothing when it may say so.
  List<Error> wrongOfClients(Json frame) {
    return ofClients.validate(frame.toText(), InputFormat.JSON);
  }

  /// What is wrong with what the server says; nothing when it may say so.
  List<Error> wrongOfServer(Json frame) {
    return ofServer.validate(frame.toText(), InputFormat.JSON);
  }

  /// The members that a frame shows, each as its schema's place and its name.
  Set<String> shown(boolean byClient, Json frame) throws IOException {
    Schema schema = byClient ? ofClients : ofServer;
    ExecutionContext context = schema.createExecutionContext();
    context.executionConfig(config ->
        config.annotationCollectionEnabled(true).annotationCollectionFilter("properties"::equals));
    schema.validate(context, READER.readTree(frame.toBytes()));
    Set<String> shown = new TreeSet<>();
    for (List<Annotation> annotations : context.getAnnotations().asMap().values()) {
      for (Annotation annotation : annotations) {
        if (annotation.isValid()) {
          Set<String> names = annotation.getValue();
          String place = annotation.getSchemaLocation().getFragment().toString();
          names.forEach(name -> shown.add(place + "/" + name));
        }
      }
    }
    return shown;
  }

  /// The messages that are said in a direction: of the operations, and of what answers them.
  Set<String> messages(String action) {
    Set<String> messages = new TreeSet<>();
    for (Json each : object(document, "operations").members().values()) {
      Json.Obj operation = (Json.Obj) each;
      boolean said = operation.get("action").equals(Json.of(action));
      if (said) {
        messages.addAll(named(operation));
      } else if (operation.get("reply") != null) {
        messages.addAll(named(object(operation, "reply")));
      }
    }
    return messages;
  }

  /// The messages that an operation, or a reply, names.
  static List<String> named(Json.Obj operation) {
    List<String> names = new ArrayList<>();
    for (Json reference : ((Json.Arr) operation.get("messages")).items()) {
      String to = ((Json.Str) ((Json.Obj) reference).get("$ref")).value();
      assertThat(to).startsWith("#/channels/realtime/messages/");
      names.add(to.substring(to.lastIndexOf('/') + 1));
    }
    return names;
  }

  /// The examples of a message.
  List<Json> examples(String message) {
    Json.Obj messages = object(object(document, "components"), "messages");
    return ((Json.Arr) object(messages, message).get("examples"))
        .items().stream().map(example -> ((Json.Obj) example).get("payload")).toList();
  }

  /// A member that is an object.
  static Json.Obj object(Json.Obj of, String name) {
    return (Json.Obj) of.get(name);
  }

  /// A word that JSON Schema does not know: right around the schemas, a slip of the pen in them.
  private static Keyword unknown(String word) {
    assertThat(AROUND).contains(word);
    return new NonValidationKeyword(word);
  }

  private static Schema oneOf(SchemaRegistry schemas, Set<String> messages) {
    List<Json> choices = new ArrayList<>();
    for (String message : messages) {
      String payload = HERE + "#/components/messages/" + message + "/payload";
      choices.add(Json.object().put("$ref", payload).build());
    }
    return schemas.getSchema(Json.object().putAll("oneOf", choices).build().toText());
  }
}
