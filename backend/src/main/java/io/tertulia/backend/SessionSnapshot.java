package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session of a user who is online, at one moment.
///
/// @param isInBackground whether it shows nothing to anybody
/// @param selectedConversationId the conversation that it shows; null for none
/// @param isTyping whether the user types in one
public record SessionSnapshot(
    String id, boolean isInBackground, @Nullable String selectedConversationId, boolean isTyping) {

  /// @param userIds null for everybody
  static Map<String, List<SessionSnapshot>> ask(Door door, @Nullable Collection<String> userIds) {
    Json.Builder wanted = Json.object();
    if (userIds != null) {
      wanted.put("userIds", Json.of(List.copyOf(userIds)));
    }
    wanted.putIf("includeBackgroundSessions", true);
    return door.ask(
        Call.of("POST", Target.of("presences"), wanted.build()),
        in -> {
          Map<String, List<SessionSnapshot>> found = new LinkedHashMap<>();
          in.map("data", Fields::of).forEach((userId, told) -> found.put(userId, all(told)));
          return found;
        });
  }

  private static List<SessionSnapshot> all(Fields user) {
    List<SessionSnapshot> all = new ArrayList<>(user.objects("widgets", in -> read(in, false)));
    all.addAll(user.objects("backgroundSessions", in -> read(in, true)));
    return List.copyOf(all);
  }

  private static SessionSnapshot read(Fields in, boolean isInBackground) {
    return new SessionSnapshot(
        in.text("sessionId"),
        isInBackground,
        in.textOrNull("selectedConversationId"),
        in.flag("isTyping"));
  }
}
