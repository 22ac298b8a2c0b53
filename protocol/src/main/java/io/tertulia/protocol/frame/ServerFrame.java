package io.tertulia.protocol.frame;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server says. Frames with an `id` answer the client's frame of that id; the others come
/// by themselves.
public sealed interface ServerFrame {

  /// The hello was accepted.
  ///
  /// @param time the server's clock, milliseconds since 1970
  /// @param tokenEndsAt when the token ends, milliseconds since 1970; null when it never does, or
  ///   there is none
  /// @param view how this user sees texts: what was told under another view must be asked for anew,
  ///   as some of it may be hidden now, or shown; null when nothing is hidden from the user
  record Welcome(long time, @Nullable Long tokenEndsAt, @Nullable String view)
      implements ServerFrame {
    /// A welcome to somebody who sees everything as it was written.
    public Welcome(long time, @Nullable Long tokenEndsAt) {
      this(time, tokenEndsAt, null);
    }
  }

  /// The new token was accepted.
  record Renewed(long id, @Nullable Long tokenEndsAt) implements ServerFrame {}

  /// The command was carried out and is on disk.
  ///
  /// @param messageId of the message that was sent; null for other commands
  /// @param createdAt of the message that was sent, milliseconds since 1970; null for other
  ///   commands
  record Done(long id, @Nullable String messageId, @Nullable Long createdAt)
      implements ServerFrame {}

  /// What a query found; empty when there is nothing to see.
  ///
  /// @param mark the viewer's read mark, with the answer to a question for a conversation
  record Answer(long id, List<Fact> put, @Nullable ReadMark mark) implements ServerFrame {
    public Answer {
      put = List.copyOf(put);
    }
  }

  /// What a search found, as far as the page goes.
  ///
  /// @param hits messages, newest first; empty for a search for conversations
  /// @param states the conversations that were found, the most recently active first, or those of
  ///   the messages that were; each fresh, with these messages and those that they answer among the
  ///   facts
  /// @param next from where the next page goes on; null when everything was searched
  record Results(long id, List<Hit> hits, List<ConversationState> states, @Nullable Bound next)
      implements ServerFrame {
    public Results {
      hits = List.copyOf(hits);
      states = List.copyOf(states);
    }
  }

  /// A message that was found.
  record Hit(String conversationId, String messageId) {

    static Hit read(Fields in) {
      return new Hit(in.text("conversationId"), in.text("messageId"));
    }

    Json json() {
      return Json.object()
          .put("conversationId", conversationId)
          .put("messageId", messageId)
          .build();
    }
  }

  /// What a message says in the language that was asked for. No fact: nobody keeps it.
  ///
  /// @param content null when there is no such message
  record Translated(long id, @Nullable List<ContentBlock> content) implements ServerFrame {
    public Translated {
      content = content == null ? null : List.copyOf(content);
    }
  }

  /// What was asked for will not be done, or could not.
  ///
  /// @param id null when the offending frame had none
  record Refused(@Nullable Long id, ErrorCode code, String message) implements ServerFrame {}

  /// A followed conversation as it is now: the answer to a follow, or by itself when the user
  /// joined it or it came into the list.
  ///
  /// @param inboxTotal how many conversations the user is in; null when the list is not followed
  record State(@Nullable Long id, ConversationState state, @Nullable Integer inboxTotal)
      implements ServerFrame {}

  /// A followed conversation that the user does not take part in, or no longer, or that does not
  /// exist. The follow goes on: a [State] comes when that changes.
  ///
  /// @param inboxTotal how many conversations the user is in; null when the list is not followed
  record Outside(@Nullable Long id, String conversationId, @Nullable Integer inboxTotal)
      implements ServerFrame {}

  /// The list of the user's conversations, as far as the client does not know it already.
  ///
  /// @param from the lower bound of the list that the client holds after this
  /// @param total how many conversations the user is in
  /// @param states conversations in the list that the client did not know as they are
  /// @param gone conversations that the client named and must forget: the user is no longer in
  ///   them, or they changed below the bounds
  /// @param filtered the lower bounds of the filtered lists that were asked for, in their order
  record Inbox(
      long id,
      Bound from,
      int total,
      List<ConversationState> states,
      List<String> gone,
      List<Bound> filtered)
      implements ServerFrame {
    public Inbox {
      states = List.copyOf(states);
      gone = List.copyOf(gone);
      filtered = List.copyOf(filtered);
    }

    /// A list without filtered ones.
    public Inbox(
        long id, Bound from, int total, List<ConversationState> states, List<String> gone) {
      this(id, from, total, states, gone, List.of());
    }
  }

  /// What one commit did to a followed conversation. The position is the next one after the
  /// client's.
  ///
  /// Among the facts are the message that a new one answers, the one that becomes last when the
  /// last was deleted, and every user whom any of these names.
  record Event(String conversationId, Position position, List<Fact> put, List<Gone> gone)
      implements ServerFrame {
    public Event {
      put = List.copyOf(put);
      gone = List.copyOf(gone);
    }
  }

  /// The user's own read mark in a followed conversation.
  ///
  /// @param asOf the position at which `mark.unread` was counted; the client stands there when this
  ///   comes
  record Marked(String conversationId, Position asOf, ReadMark mark) implements ServerFrame {}

  /// Followed users: those that changed, or the answer to a follow, without those that the client
  /// has or that never existed.
  ///
  /// @param gone users who are no longer there, each with a version: what is known of them below it
  ///   is over
  record Users(@Nullable Long id, List<UserFact> put, Map<String, Long> gone)
      implements ServerFrame {
    public Users {
      put = List.copyOf(put);
      gone = Map.copyOf(gone);
    }

    /// Nobody is gone.
    public Users(@Nullable Long id, List<UserFact> put) {
      this(id, put, Map.of());
    }
  }

  /// Who is typing in a conversation that is followed with `typing`: whenever that changes, and
  /// behind a [State] when somebody is, or was told to be and is no longer. Nobody is with the
  /// answer to the first follow with `typing` nor with an [Outside]; later states leave it as it
  /// was.
  ///
  /// @param userIds those who type, the longest typing first, the viewer included; empty when
  ///   `many`
  /// @param many whether more are typing than are named, more than five besides any viewer
  /// @param put the users who are named
  record Typing(String conversationId, List<String> userIds, boolean many, List<UserFact> put)
      implements ServerFrame {
    public Typing {
      userIds = List.copyOf(userIds);
      put = List.copyOf(put);
    }
  }

  /// Whether followed users are online: all that were asked for, or those of whom it changed.
  record Online(@Nullable Long id, Map<String, Boolean> users) implements ServerFrame {
    public Online {
      users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }
  }

  /// The last frame before the server closes the connection.
  record Bye(ErrorCode code, String message) implements ServerFrame {}

  /// Of a type that is unknown here; to be passed over.
  record Unknown(Json.Obj json) implements ServerFrame {}

  /// Reads a frame.
  ///
  /// @throws IllegalArgumentException when a member is missing or of the wrong type
  static ServerFrame read(Json json) {
    return ServerFrameJson.read(json);
  }

  default Json json() {
    return ServerFrameJson.write(this);
  }
}
