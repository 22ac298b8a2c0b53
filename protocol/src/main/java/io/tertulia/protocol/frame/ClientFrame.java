package io.tertulia.protocol.frame;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client says. The first frame is [Hello]; an `id` is the client's number for the answer to
/// come back under.
///
/// The server carries out the commands of one connection in the order in which they came, and
/// answers a query after the commands before it.
public sealed interface ClientFrame {

  /// Who is there. Must be the first frame, and come within ten seconds.
  ///
  /// @param token a user token for this user; null when the app does not verify identities
  /// @param agent name and version of the client, for the server's statistics
  record Hello(String userId, @Nullable String token, String agent) implements ClientFrame {}

  /// A new token for the same user, before the old one ends.
  record Renew(long id, String token) implements ClientFrame {}

  /// Carries out a command.
  record Do(long id, Command command) implements ClientFrame {}

  /// Answers a query, once.
  record Ask(long id, Query query) implements ClientFrame {}

  /// Follows a conversation, or follows it further: from nothing, from a position after a cut, or
  /// with a larger window.
  ///
  /// One at a time for a conversation: the next one is answered after the one before.
  ///
  /// @param have what the client has; null when nothing
  /// @param moreMessages how many messages below `have.messagesFrom`, or from the newest down, the
  ///   client wants besides
  /// @param moreParticipants the same for participants
  /// @param participants users whose participation the client wants to see whatever the window
  /// @param typing whether the client wants to hear who is typing, until a later follow says no
  /// @param reactors whose reactions to single messages the client wants to see
  record FollowConversation(
      long id,
      String conversationId,
      @Nullable Have have,
      int moreMessages,
      int moreParticipants,
      List<String> participants,
      boolean typing,
      List<ReactorsWanted> reactors)
      implements ClientFrame {
    public FollowConversation {
      participants = List.copyOf(participants);
      reactors = List.copyOf(reactors);
    }

    /// A follow of no more than conversation, messages and participants.
    public FollowConversation(
        long id,
        String conversationId,
        @Nullable Have have,
        int moreMessages,
        int moreParticipants,
        List<String> participants) {
      this(
          id, conversationId, have, moreMessages, moreParticipants, participants, false, List.of());
    }
  }

  /// Follows the list of the user's own conversations. Conversations that are followed by
  /// themselves are told there.
  ///
  /// @param from the lower bound of the list that the client holds; null when it holds none
  /// @param more how many conversations below that bound, or from the most recently active down,
  ///   the client wants besides
  /// @param known what the client knows of conversations in its lists, by id; those unchanged are
  ///   not told again
  /// @param filtered the lists of those that match a filter, each with a bound of its own
  record FollowInbox(
      long id, @Nullable Bound from, int more, Map<String, Known> known, List<Filtered> filtered)
      implements ClientFrame {
    public FollowInbox {
      known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
      filtered = List.copyOf(filtered);
    }

    /// A follow of the whole list alone.
    public FollowInbox(long id, @Nullable Bound from, int more, Map<String, Known> known) {
      this(id, from, more, known, List.of());
    }
  }

  /// What a client wants of the list of conversations that match a filter.
  ///
  /// @param from the lower bound of what the client holds: it knows all that match above it; null
  ///   when it holds none
  /// @param more how many that match it wants below that bound, or from the most recently active
  ///   down
  record Filtered(ConversationFilter filter, @Nullable Bound from, int more) {

    static Filtered read(Fields in) {
      return new Filtered(
          ConversationFilter.read(in.value("filter"), in.at("filter")),
          Have.bound(in, "from"),
          in.countOr("more", 0));
    }

    Json json() {
      return Json.object()
          .put("filter", filter.json())
          .put("from", from == null ? null : from.json())
          .put("more", more)
          .build();
    }
  }

  /// Follows users.
  ///
  /// @param versions the versions that the client has, by user id; 0 for none
  record FollowUsers(long id, Map<String, Long> versions) implements ClientFrame {
    public FollowUsers {
      versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }
  }

  /// Follows whether users are online. Answered by an [ServerFrame.Online] that names each of them.
  record FollowOnline(long id, List<String> users) implements ClientFrame {
    public FollowOnline {
      users = List.copyOf(users);
    }
  }

  /// Follows no longer. Has no answer.
  ///
  /// @param online users of whom the client no longer wants to hear whether they are online
  record Unfollow(
      List<String> conversations, List<String> users, boolean inbox, List<String> online)
      implements ClientFrame {
    public Unfollow {
      conversations = List.copyOf(conversations);
      users = List.copyOf(users);
      online = List.copyOf(online);
    }

    /// An end of follows, other than of who is online.
    public Unfollow(List<String> conversations, List<String> users, boolean inbox) {
      this(conversations, users, inbox, List.of());
    }
  }

  /// Of a type that is unknown here; answered with a refusal under its id, if it has one.
  record Unknown(@Nullable Long id, Json.Obj json) implements ClientFrame {}

  /// Reads a frame.
  ///
  /// @throws IllegalArgumentException when a member is missing or of the wrong type
  static ClientFrame read(Json json) {
    return ClientFrameJson.read(json);
  }

  default Json json() {
    return ClientFrameJson.write(this);
  }
}
