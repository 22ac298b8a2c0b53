package io.tertulia.client;

import io.tertulia.client.mirror.ReactionsOf;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.content.Emoji;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Points at the reactions to a message with one emoji. Holds nothing but the ids and the emoji;
/// any thread may use it.
///
/// An emoji can be written with and without variation selectors; all ways mean the same reactions.
public final class ReactionsRef {
  private static final int FIRST = 10;

  private final TalkSession session;
  private final MessageRef message;
  private final String emoji;

  ReactionsRef(TalkSession session, MessageRef message, String emoji) {
    this.session = session;
    this.message = message;
    this.emoji = emoji;
  }

  /// The emoji as it was given.
  public String emoji() {
    return emoji;
  }

  public String messageId() {
    return message.id();
  }

  public String conversationId() {
    return message.conversationId();
  }

  /// Reacts to the message as the current user; succeeds when that was done before.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] when this is not exactly one
  /// emoji of Unicode 16.0 nor the name of a custom one, of at most 50 characters with both colons;
  /// [io.tertulia.protocol.ErrorCode#NOT_FOUND] when there is no such message;
  /// [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT];
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] when the role does not allow it; and
  /// [io.tertulia.protocol.ErrorCode#LIMIT_EXCEEDED] when the message has reactions with 50 other
  /// emoji already.
  public CompletableFuture<Void> add() {
    return session.request(
        Request.of(new Command.AddReaction(conversationId(), messageId(), null, emoji)));
  }

  /// Takes the current user's reaction back; succeeds when there is none. Fails like [#add], but
  /// for the limit.
  public CompletableFuture<Void> remove() {
    return session.request(
        Request.of(new Command.RemoveReaction(conversationId(), messageId(), null, emoji)));
  }

  /// The 10 who reacted first, the first one first; empty when there is no such message, or the
  /// current user takes no part in the conversation.
  public CompletableFuture<Optional<List<SingleReactionSnapshot>>> getFirstReactions() {
    return session.request(
        Request.of(
            new Query.GetReactions(conversationId(), messageId(), emoji, FIRST),
            answer -> new Answers(session.files(), answer).reactions(messageId())));
  }

  /// Those who reacted, live: the 10 earliest.
  ///
  /// At most 100 of these can be open for the messages of one conversation; the next one ends with
  /// [io.tertulia.protocol.ErrorCode#LIMIT_EXCEEDED].
  ///
  /// @param listener runs for each snapshot, with null while there is no such message or the
  ///   current user takes no part; null for no callback
  public ReactionsSubscription subscribe(@Nullable ListListener<SingleReactionSnapshot> listener) {
    String canonical = Emoji.canonical(emoji);
    ReactionsOf of = new ReactionsOf(messageId(), canonical == null ? emoji : canonical);
    return session.begin(new LiveReactions(session.core(), conversationId(), of, listener));
  }
}
