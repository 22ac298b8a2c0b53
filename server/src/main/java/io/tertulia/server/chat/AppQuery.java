package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.server.delivery.Session;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.record.UserConversation;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What only the app itself may ask, of all that it has; each query says of what kind its answer
/// is. See [Chat#ask(io.tertulia.server.identity.Actor.AppActor, AppQuery)].
public sealed interface AppQuery<T> {

  /// What it finds in one snapshot of the store.
  T answer(AppReads reads) throws SQLException;

  /// A user; empty when there is none.
  record GetUser(String userId) implements AppQuery<Optional<UserRecord>> {
    @Override
    public Optional<UserRecord> answer(AppReads reads) throws SQLException {
      return reads.user(userId);
    }
  }

  /// A conversation; empty when there is none.
  record GetConversation(String conversationId) implements AppQuery<Optional<ConversationRecord>> {
    @Override
    public Optional<ConversationRecord> answer(AppReads reads) throws SQLException {
      return reads.conversation(conversationId);
    }
  }

  /// A message; empty when there is none, or no such conversation.
  record GetMessage(String conversationId, String messageId)
      implements AppQuery<Optional<MessageRecord>> {
    @Override
    public Optional<MessageRecord> answer(AppReads reads) throws SQLException {
      return reads.message(conversationId, messageId);
    }
  }

  /// A page of users, the newest first. Refused as `INVALID_ARGUMENT` when there is no user where
  /// it is to go on.
  ///
  /// @param limit 1 to 100
  /// @param startingAfter id of the last user of the page before; null for the first page
  /// @param online only those who have a connection, or only those who have none; null for all
  /// @param after where a piece before ended; null for none
  record ListUsers(
      int limit, @Nullable String startingAfter, @Nullable Boolean online, @Nullable Place after)
      implements AppQuery<Page<UserRecord>> {
    @Override
    public Page<UserRecord> answer(AppReads reads) throws SQLException {
      return reads.users(this);
    }
  }

  /// A page of all conversations. Refused as `INVALID_ARGUMENT` when there is no conversation where
  /// it is to go on.
  ///
  /// @param after where a piece before ended; null for none
  record ListConversations(Listing listing, @Nullable Place after)
      implements AppQuery<Page<ConversationRecord>> {
    @Override
    public Page<ConversationRecord> answer(AppReads reads) throws SQLException {
      return reads.conversations(this);
    }
  }

  /// A page of one user's conversations. Refused like [ListConversations], and as `NOT_FOUND` when
  /// there is no such user.
  ///
  /// @param after where a piece before ended; null for none
  record ListUserConversations(String userId, Listing listing, @Nullable Place after)
      implements AppQuery<Page<UserConversation>> {
    @Override
    public Page<UserConversation> answer(AppReads reads) throws SQLException {
      return reads.conversations(this);
    }
  }

  /// The connections of users who have any, by their ids. Refused as `LIMIT_EXCEEDED` when these
  /// are more than 10,000, or more than 100 were named.
  ///
  /// @param userIds null for everybody
  record ListSessions(@Nullable List<String> userIds)
      implements AppQuery<Map<String, List<Session>>> {
    @Override
    public Map<String, List<Session>> answer(AppReads reads) {
      return reads.sessions(userIds);
    }
  }

  /// A page of messages, newest first. Refused as `NOT_FOUND` when there is no such conversation,
  /// and as `INVALID_ARGUMENT` when it never had a message of that id.
  ///
  /// @param limit 1 to 100
  /// @param startingAfter id of the last message of the page before; null for the first page
  record ListMessages(String conversationId, int limit, @Nullable String startingAfter)
      implements AppQuery<List<MessageRecord>> {
    @Override
    public List<MessageRecord> answer(AppReads reads) throws SQLException {
      return reads.messages(this);
    }
  }

  /// A page of the reactions to a message with one emoji, the earliest first. Refused as
  /// `NOT_FOUND` when there is no such message, and as `INVALID_ARGUMENT` when the emoji is none,
  /// or that user has not reacted with it.
  ///
  /// @param limit 1 to 100
  /// @param startingAfter the user of the last reaction of the page before; null for the first page
  record ListReactions(
      String conversationId,
      String messageId,
      String emoji,
      int limit,
      @Nullable String startingAfter)
      implements AppQuery<List<ReactionFact>> {
    @Override
    public List<ReactionFact> answer(AppReads reads) throws SQLException {
      return reads.reactions(this);
    }
  }

  /// A page of messages that have words, newest first. Refused as `INVALID_ARGUMENT` when there are
  /// too many words.
  ///
  /// @param limit 1 to 100
  /// @param filter of the conversations in which to search; null for all
  /// @param from where the page before said to go on; null for the first page
  record SearchMessages(
      String text, int limit, @Nullable ConversationFilter filter, @Nullable Long from)
      implements AppQuery<FoundMessages> {
    @Override
    public FoundMessages answer(AppReads reads) throws SQLException {
      return reads.search(this);
    }
  }

  /// A page of users whose id or name begins with a text: by ids, upper and lower case being two,
  /// or by names, those of ASCII being one, and those of one name in the order of their creation.
  /// Refused as `INVALID_ARGUMENT` when there is no user where it is to go on.
  ///
  /// @param byId whether ids are looked at, else names
  /// @param limit 1 to 100
  /// @param startingAfter id of the last user of the page before; null for the first page
  record SearchUsers(String text, boolean byId, int limit, @Nullable String startingAfter)
      implements AppQuery<List<UserRecord>> {
    @Override
    public List<UserRecord> answer(AppReads reads) throws SQLException {
      return reads.search(this);
    }
  }

  /// A page of conversations that have words, all in one: the id, the subject, or the custom value
  /// `search`. Refused like [ListConversations] and [SearchMessages].
  ///
  /// @param after where a piece before ended; null for none
  record SearchConversations(String text, Listing listing, @Nullable Place after)
      implements AppQuery<Page<ConversationRecord>> {
    @Override
    public Page<ConversationRecord> answer(AppReads reads) throws SQLException {
      return reads.search(this);
    }
  }
}
