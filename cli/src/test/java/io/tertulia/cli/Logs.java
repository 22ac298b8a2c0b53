package io.tertulia.cli;

import io.tertulia.protocol.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A log in two other forms: as an archive, and as calls of the REST API.
final class Logs {
  private static final int MESSAGES = 10;
  private static final int USERS = 100;

  private Logs() {}

  /// Lines of an archive.
  static List<String> archive(Map<String, List<Line>> days) {
    List<Json> lines = new ArrayList<>();
    lines.add(typed("tertulia").put("version", 1).put("app", "log").build());
    for (String user : people(days)) {
      lines.add(typed("user").put("id", user).put("name", user).put("createdAt", 1).build());
    }
    days.forEach((day, events) -> {
      lines.add(typed("conversation").put("id", day).put("createdAt", 1).build());
      for (Line line : events) {
        if (line.spoken()) {
          lines.add(
              typed("message")
                  .put("conversation", day)
                  .put("id", "msg_" + line.index())
                  .put("createdAt", line.at())
                  .put("sender", line.user())
                  .put("origin", "import")
                  .putAll("custom", custom(line))
                  .put("text", line.text())
                  .build());
        }
      }
      for (String user : Line.participants(events)) {
        lines.add(
            typed("member")
                .put("conversation", day)
                .put("user", user)
                .put("access", "ReadWrite")
                .put("joinedAt", events.getFirst().at())
                .put("readUntil", events.getLast().at())
                .build());
      }
    });
    return lines.stream().map(Json::toText).toList();
  }

  /// Calls for a batch. The API imports no message of the system, nor of somebody who left: they
  /// leave when all is said.
  static List<Json> calls(Map<String, List<Line>> days) {
    List<Json> calls = new ArrayList<>();
    List<String> people = List.copyOf(people(days));
    for (int from = 0; from < people.size(); from += USERS) {
      Json.Builder users = Json.object();
      for (String user : people.subList(from, Math.min(from + USERS, people.size()))) {
        users.put(user, Json.object().put("name", user).build());
      }
      calls.add(call(calls, "PUT", "/users", users.build()));
    }
    days.forEach((day, events) -> {
      Set<String> all = people(Map.of(day, events));
      Json here = Json.object().put("participants", Json.of(List.copyOf(all))).build();
      String path = "/conversations/" + escaped(day);
      calls.add(call(calls, "PUT", path, here));
      List<Json> messages = new ArrayList<>();
      for (Line line : events.stream().filter(Line::spoken).toList()) {
        messages.add(message(line));
        if (messages.size() == MESSAGES) {
          calls.add(call(calls, "POST", "/import" + path + "/messages", new Json.Arr(messages)));
          messages.clear();
        }
      }
      if (!messages.isEmpty()) {
        calls.add(call(calls, "POST", "/import" + path + "/messages", new Json.Arr(messages)));
      }
      all.removeAll(Line.participants(events));
      all.forEach(user ->
          calls.add(
              call(
                  calls,
                  "DELETE",
                  path + "/participants/" + escaped(user),
                  Json.object().build())));
    });
    return calls;
  }

  private static Json message(Line line) {
    return typed("UserMessage")
        .put("sender", line.user())
        .put("timestamp", line.at())
        .put("text", line.text())
        .put("idempotencyKey", Long.toString(line.index()))
        .putAll("custom", custom(line))
        .put("readBy", new Json.Arr(List.of()))
        .build();
  }

  private static Json call(List<Json> before, String method, String path, Json body) {
    return new Json.Arr(List.of(Json.of(before.size()), Json.of(method), Json.of(path), body));
  }

  private static Map<String, String> custom(Line line) {
    return line.kind().equals("action") ? Map.of("kind", "action") : Map.of();
  }

  private static Set<String> people(Map<String, List<Line>> days) {
    Set<String> people = new LinkedHashSet<>();
    days.values()
        .forEach(events ->
            events.forEach(line -> {
              switch (line.kind()) {
                case "leave" -> {}
                case "rename" -> people.add(line.to());
                default -> people.add(line.user());
              }
            }));
    return people;
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }

  private static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
