package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.delivery.Session;
import io.tertulia.server.gate.http.Reply;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The calls that tell who is here now.
final class PresenceCalls {
  private static final Json EMPTY = Json.object().build();

  private PresenceCalls() {}

  /// A user's sessions, as an array.
  static Reply sessions(Visit visit) {
    String id = visit.at("user");
    if (visit.ask(new AppQuery.GetUser(id)).isEmpty()) {
      throw Visit.notFound("user", id);
    }
    List<Session> open =
        visit.ask(new AppQuery.ListSessions(List.of(id))).getOrDefault(id, List.of());
    return Reply.of(new Json.Arr(open.stream().map(PresenceCalls::session).toList()));
  }

  /// Who is online and fits what is wanted, by id.
  static Reply presences(Visit visit) {
    Wanted wanted = Wanted.read(visit.body());
    Json.Builder found = Json.object();
    visit
        .ask(new AppQuery.ListSessions(wanted.userIds))
        .forEach((user, sessions) -> found.put(user, wanted.presence(sessions)));
    return Reply.of(Json.object().put("data", found.build()).build());
  }

  private static Json session(Session session) {
    return Json.object()
        .put("currentConversationId", selected(session))
        .put("isTyping", new Json.Bool(session.typing()))
        .build();
  }

  private static Json selected(Session session) {
    String selected = session.selected();
    return selected == null ? Json.Null.NULL : Json.of(selected);
  }

  /// Which presences are asked for. Everybody who is connected has the focus: nobody tells more.
  ///
  /// @param userIds null for everybody
  /// @param anySelected whether it does not matter which conversation is selected
  /// @param selected that conversation; null for none
  /// @param hasFocus null when it does not matter
  /// @param isTyping null when it does not matter
  /// @param background whether sessions count that show nothing
  private record Wanted(
      @Nullable List<String> userIds,
      boolean anySelected,
      @Nullable String selected,
      @Nullable Boolean hasFocus,
      @Nullable Boolean isTyping,
      boolean background) {

    static Wanted read(Fields body) {
      return new Wanted(
          body.json().get("userIds") == null ? null : body.texts("userIds"),
          !body.has("selectedConversationId"),
          body.textOrNull("selectedConversationId"),
          flag(body, "hasFocus"),
          flag(body, "isTyping"),
          body.flag("includeBackgroundSessions"));
    }

    /// How a user is told; null when that user does not fit.
    @Nullable Json presence(List<Session> sessions) {
      List<Session> shown = sessions.stream().filter(Session::shows).toList();
      List<Session> hidden =
          background ? sessions.stream().filter(one -> !one.shows()).toList() : List.of();
      if (shown.stream().noneMatch(this::fits) && (hidden.isEmpty() || isParticular())) {
        return null;
      }
      return Json.object()
          .put("status", "online")
          .put("widgets", new Json.Arr(shown.stream().map(Wanted::widget).toList()))
          .put("backgroundSessions", new Json.Arr(hidden.stream().map(Wanted::session).toList()))
          .build();
    }

    /// Says whether something is asked that only a session can fit that shows something.
    private boolean isParticular() {
      return !anySelected || hasFocus != null || isTyping != null;
    }

    private boolean fits(Session session) {
      return (anySelected || Objects.equals(selected, session.selected()))
          && (hasFocus == null || hasFocus)
          && (isTyping == null || isTyping == session.typing());
    }

    private static Json widget(Session session) {
      return Json.object()
          .put("sessionId", session.id())
          .put("selectedConversationId", PresenceCalls.selected(session))
          .put("hasFocus", new Json.Bool(true))
          .put("isTyping", new Json.Bool(session.typing()))
          .put("custom", EMPTY)
          .build();
    }

    private static Json session(Session session) {
      return Json.object().put("sessionId", session.id()).put("custom", EMPTY).build();
    }

    private static @Nullable Boolean flag(Fields body, String name) {
      return body.json().get(name) == null ? null : body.flag(name);
    }
  }
}
