package io.tertulia.client;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Query;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Points at a user in a conversation. Holds nothing but the ids; any thread may use it.
public final class ParticipantRef {
  private final TalkSession session;
  private final ConversationRef conversation;
  private final String userId;

  ParticipantRef(TalkSession session, ConversationRef conversation, String userId) {
    this.session = session;
    this.conversation = conversation;
    this.userId = userId;
  }

  public String userId() {
    return userId;
  }

  public String conversationId() {
    return conversation.id();
  }

  /// The participant now; empty when that user takes no part. Fails with
  /// [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT] when the current user takes no part and asks
  /// about somebody else.
  public CompletableFuture<Optional<ParticipantSnapshot>> get() {
    return session.request(
        Request.of(
            new Query.GetParticipant(conversationId(), userId),
            answer -> new Answers(session.files(), answer).participant(userId)));
  }

  /// Changes the participant, or adds the user.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_FOUND] when there is no such user, and with
  /// [io.tertulia.protocol.ErrorCode#SYNC_DISABLED] when the app does not let clients do that,
  /// unless only the own `notify` is set.
  public CompletableFuture<Void> set(SetParticipantParams params) {
    return change(params.patch(), Mode.UPSERT);
  }

  /// Changes the participant; fails with [io.tertulia.protocol.ErrorCode#NOT_FOUND] when there is
  /// none, and else like [#set].
  public CompletableFuture<Void> edit(SetParticipantParams params) {
    return change(params.patch(), Mode.EDIT);
  }

  /// Adds the user with all defaults; see [#createIfNotExists(CreateParticipantParams)].
  public CompletableFuture<Void> createIfNotExists() {
    return createIfNotExists(CreateParticipantParams.builder().build());
  }

  /// Adds the user; when they take part already, nothing happens. Fails like [#set].
  public CompletableFuture<Void> createIfNotExists(CreateParticipantParams params) {
    return change(params.patch(), Mode.CREATE);
  }

  /// Resets `access` or `notify` to its default. Fails with
  /// [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for other names, and else like [#edit].
  public CompletableFuture<Void> deleteFields(String... names) {
    return Rejected.orElse(() -> change(ClearedFields.ofParticipant(names).patch(), Mode.EDIT));
  }

  /// Removes the user from the conversation; succeeds when they take no part. Fails like [#set].
  public CompletableFuture<Void> delete() {
    return session.request(Request.of(new Command.DeleteParticipant(conversationId(), userId)));
  }

  /// The participant, live.
  ///
  /// @param listener runs for each snapshot, with null while that user, or the current user, takes
  ///   no part; null for no callback
  public SingleParticipantSubscription subscribe(
      @Nullable Consumer<@Nullable ParticipantSnapshot> listener) {
    return session.begin(new LiveParticipant(session.core(), conversationId(), userId, listener));
  }

  private CompletableFuture<Void> change(ParticipantPatch patch, Mode mode) {
    return session.request(
        Request.of(new Command.SetParticipant(conversationId(), userId, patch, mode)));
  }
}
