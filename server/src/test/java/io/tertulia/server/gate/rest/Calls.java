package io.tertulia.server.gate.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.Apps.NewApp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The calls of the API by their names, with what each needs, on a server of its own.
final class Calls implements AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head", "options");

  private static final String ADMIN = "a-secret-of-24-characters";

  private static final Map<String, String> TYPES =
      Map.of("uploadFile", "text/plain", "continueUpload", "application/offset+octet-stream");

  private final Server server;
  private final Map<String, String> places;
  private final Map<String, String> headers;

  private Calls(Server server, Map<String, String> places, Map<String, String> headers) {
    this.server = server;
    this.places = places;
    this.headers = headers;
  }

  /// On a server that is set so.
  static Calls on(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(Map.of("rest.anonymous.enabled", "true"));
    all.putAll(settings);
    all.put("host", "127.0.0.1");
    all.put("port", "0");
    all.put("data", Files.createTempDirectory("tertulia-calls").toString());
    all.put("admin-key", ADMIN);
    Server server = Server.start(ServerConfig.read(all, null, Map.of()));
    NewApp app = TestServer.app(server);
    Map<String, String> places = new HashMap<>();
    Stream.of("message", "token", "webhook", "key", "upload", "accessToken")
        .forEach(one -> places.put(one, "x"));
    places.put("app", app.app().id());
    places.put("user", "alice");
    places.put("conversation", "tea");
    places.put("emoji", "%F0%9F%91%8D");
    places.put("role", "guest");
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + app.key().reveal());
    headers.put("Tus-Resumable", "1.0.0");
    headers.put("Upload-Length", "10");
    headers.put("Upload-Offset", "0");
    headers.put("Upload-Metadata", "filename dGVhLnR4dA==");
    return new Calls(server, places, headers);
  }

  /// All that are described.
  static Stream<Operation> all() {
    return Described.here()
        .document()
        .get("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .filter(one -> METHODS.contains(one.getKey()))
                .map(one -> Operation.read(path.getKey(), one.getKey(), one.getValue())));
  }

  Calls with(String header, String value) {
    Calls other = new Calls(server, places, new HashMap<>(headers));
    other.headers.put(header, value);
    return other;
  }

  Calls without(String header) {
    Calls other = new Calls(server, places, new HashMap<>(headers));
    other.headers.remove(header);
    return other;
  }

  Calls at(String place, String value) {
    Calls other = new Calls(server, new HashMap<>(places), headers);
    other.places.put(place, value);
    return other;
  }

  /// Makes a call.
  ///
  /// @param with a body, or a query with its mark
  HttpResponse<String> make(String name, String with) throws Exception {
    Operation operation = all().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    boolean isQuery = with.startsWith("?");
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + at(operation) + (isQuery ? with : "")))
            .timeout(Duration.ofSeconds(30))
            .method(
                operation.method(),
                isQuery || with.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(with));
    sent(operation).forEach(request::header);
    HttpResponse<String> answer =
        DescribedClient.shared().send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() < 300) {
      keep(name, answer);
    }
    return answer;
  }

  /// What stands at a place, or was kept for later.
  String at(String place) {
    return Objects.requireNonNull(places.get(place));
  }

  private String at(Operation operation) {
    String path = operation.path();
    for (Map.Entry<String, String> place : places.entrySet()) {
      path = path.replace("{" + place.getKey() + "}", place.getValue());
    }
    return path;
  }

  private Map<String, String> sent(Operation operation) {
    Map<String, String> sent = new HashMap<>(headers);
    sent.putIfAbsent("Content-Type", TYPES.getOrDefault(operation.name(), "application/json"));
    if (operation.isAdmins()) {
      sent.computeIfPresent("Authorization", (name, bearer) -> "Bearer " + ADMIN);
    }
    return sent;
  }

  /// Later calls are of what this one made.
  private void keep(String name, HttpResponse<String> answer) {
    switch (name) {
      case "sendMessages" -> places.put("message", told(answer, "/0/id"));
      case "uploadFile" -> places.put("token", told(answer, "/attachmentToken"));
      case "createWebhook" -> places.put("webhook", told(answer, "/id"));
      case "createAnonymousApp" -> {
        places.put("accessToken", told(answer, "/accessToken"));
        places.put("anonymous", told(answer, "/appId"));
      }
      case "createKey" -> places.put("key", told(answer, "/id"));
      case "createUpload" ->
          places.put(
              "upload",
              answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", ""));
      default -> {}
    }
  }

  private static String told(HttpResponse<String> answer, String at) {
    try {
      return new ObjectMapper().readTree(answer.body()).at(at).asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /// A call that is described.
  record Operation(String name, String method, String path, Set<String> statuses) {
    static Operation read(String path, String method, JsonNode operation) {
      return new Operation(
          operation.get("operationId").asText(),
          method.toUpperCase(Locale.ROOT),
          path,
          Set.copyOf(operation.get("responses").propertyStream().map(Map.Entry::getKey).toList()));
    }

    boolean isAdmins() {
      return path.startsWith("/admin/");
    }
  }
}
