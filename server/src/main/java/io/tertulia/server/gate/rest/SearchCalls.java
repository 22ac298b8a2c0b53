package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.chat.FoundMessages;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls that search the whole app, as everything in it was written.
final class SearchCalls {
  private static final Set<String> PLACES = Set.of("id", "name");

  private SearchCalls() {}

  /// Messages, the newest first. A page may be short, or empty, before everything was searched;
  /// then it has a cursor.
  static Reply messages(Visit visit) {
    FoundMessages page =
        visit.ask(
            new AppQuery.SearchMessages(
                text(visit),
                ListCalls.limit(visit.request()),
                ListCalls.filter(visit.request(), false),
                cursor(visit)));
    Json.Builder told =
        Json.object()
            .put(
                "data",
                new Json.Arr(page.items().stream().<Json>map(visit.shapes()::message).toList()));
    Long next = page.next();
    if (next != null) {
      told.put("cursor", Long.toString(next, Character.MAX_RADIX));
    }
    return Reply.of(told.build());
  }

  /// Conversations by their ids, subjects and what `custom.search` says.
  static Reply conversations(Visit visit) {
    var query =
        new AppQuery.SearchConversations(text(visit), ListCalls.listing(visit, false), null);
    return ListCalls.page(
        visit.collect(query).stream().<Json>map(visit.shapes()::conversation).toList());
  }

  /// Users whose id begins so, by their ids, or whose name does, by their names.
  static Reply users(Visit visit) {
    Request request = visit.request();
    String place = request.query().getOrDefault("in", "name");
    if (!PLACES.contains(place)) {
      throw new IllegalArgumentException("in: " + place + " (expected: id or name)");
    }
    var query =
        new AppQuery.SearchUsers(
            text(visit).strip(),
            place.equals("id"),
            ListCalls.limit(request),
            ListCalls.startingAfter(request));
    return ListCalls.page(visit.ask(query).stream().<Json>map(visit.shapes()::user).toList());
  }

  private static String text(Visit visit) {
    String text = visit.request().query().get("q");
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("q: missing (expected: what to search for)");
    }
    return text;
  }

  private static @Nullable Long cursor(Visit visit) {
    String text = visit.request().query().get("cursor");
    try {
      return text == null || text.isEmpty() ? null : Long.parseLong(text, Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cursor: " + text + " (expected: what the page before said)", e);
    }
  }
}
