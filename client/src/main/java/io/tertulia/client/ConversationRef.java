package io.tertulia.client;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Points at a conversation, as the current user sees it: without taking part, there is nothing to
/// see. Holds nothing but the id; any thread may use it.
public final class ConversationRef {
  private final TalkSession session;
  private final String id;
  private final WeakRefs<ParticipantRef> participants = new WeakRefs<>();
  private final WeakRefs<MessageRef> messages = new WeakRefs<>();

  ConversationRef(TalkSession session, String id) {
    this.session = session;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /// The ref of a participant; the same object for the same user while anybody holds it.
  ///
  /// @throws IllegalArgumentException when the id is empty
  public ParticipantRef participant(String userId) {
    return participants.get(
        Arguments.text("user id", userId), user -> new ParticipantRef(session, this, user));
  }

  /// The same as with the user's id.
  public ParticipantRef participant(UserRef user) {
    return participant(user.id());
  }

  /// The ref of a message; the same object for the same id while anybody holds it.
  ///
  /// @throws IllegalArgumentException when the id is empty
  public MessageRef message(String messageId) {
    return messages.get(
        Arguments.text("message id", messageId), made -> new MessageRef(session, this, made));
  }

  /// The conversation now; empty when there is none, or the current user takes no part in it.
  public CompletableFuture<Optional<ConversationSnapshot>> get() {
    String viewer = session.currentUser().id();
    return session.request(
        Request.of(
            new Query.GetConversation(id),
            answer -> new Answers(session.files(), answer).conversation(viewer, id)));
  }

  /// Changes the conversation and the current user's own participation; creates it, or joins it,
  /// when needed.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#SYNC_DISABLED] when the app does not let clients do
  /// that, unless only the own `notify` is set.
  public CompletableFuture<Void> set(SetConversationParams params) {
    return change(params, Mode.UPSERT);
  }

  /// Creates the conversation with all defaults; see
  /// [#createIfNotExists(CreateConversationParams)].
  public CompletableFuture<Void> createIfNotExists() {
    return createIfNotExists(CreateConversationParams.builder().build());
  }

  /// Creates the conversation, or joins it; when the current user takes part already, nothing
  /// happens. In a conversation that exists only `access` and `notify` count. Fails like [#set].
  public CompletableFuture<Void> createIfNotExists(CreateConversationParams params) {
    return session.request(
        Request.of(
            new Command.SetConversation(
                id, params.shared(), params.own(), List.of(), Mode.CREATE)));
  }

  /// Resets properties to their defaults, or removes single entries: `subject`, `photoUrl`,
  /// `welcomeMessages`, `custom`, `custom.KEY`, and of the own participation `access`, `notify`.
  /// The key is everything behind the first dot.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for other names, with
  /// [io.tertulia.protocol.ErrorCode#NOT_FOUND] when there is no such conversation, and else like
  /// [#set].
  public CompletableFuture<Void> deleteFields(String... names) {
    return Rejected.orElse(() -> change(ClearedFields.ofConversation(names), Mode.EDIT));
  }

  /// Marks everything sent until now as read by the current user. Fails with
  /// [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT].
  public CompletableFuture<Void> markAsRead() {
    return session.request(Request.of(new Command.MarkAsRead(id)));
  }

  /// Marks the conversation as unread for the current user, until it is read or written to. Fails
  /// with [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT].
  public CompletableFuture<Void> markAsUnread() {
    return session.request(Request.of(new Command.MarkAsUnread(id)));
  }

  /// Shows others that the current user is typing: for ten seconds, or until the user sends a
  /// message from anywhere. Call it at the first keystroke and then every five seconds at most, not
  /// for an empty draft; a call within a second of the last one, or while that is not answered,
  /// asks nothing more and completes with it.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT], or
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] with access to reading only.
  public CompletableFuture<Void> markAsTyping() {
    return session
        .core()
        .typingMarks()
        .mark(id, () -> session.request(Request.of(new Command.MarkAsTyping(id))));
  }

  /// Sends text with markup; see [#send(SendTextMessageParams)].
  public CompletableFuture<MessageRef> send(String text) {
    return send(SendTextMessageParams.builder(text).build());
  }

  /// Sends a message of text. The future completes when the server has it on disk, and the message
  /// is sent once however often the network breaks meanwhile.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT],
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] with access to reading only,
  /// [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] when it is blank or too long,
  /// [io.tertulia.protocol.ErrorCode#NOT_FOUND] when the message that it answers does not exist,
  /// and [io.tertulia.protocol.ErrorCode#LIMIT_EXCEEDED] when more than 10,000 requests, or 16 MiB
  /// of them, wait for the network.
  public CompletableFuture<MessageRef> send(SendTextMessageParams params) {
    return send(params.content(), params.custom(), params.referencedMessageId());
  }

  /// Sends a message of finished content; otherwise like [#send(SendTextMessageParams)].
  public CompletableFuture<MessageRef> send(SendMessageParams params) {
    return send(params.content(), params.custom(), params.referencedMessageId());
  }

  /// The conversation, live.
  ///
  /// @param listener runs for each snapshot, with null while the current user takes no part; null
  ///   for no callback
  public ConversationSubscription subscribe(
      @Nullable Consumer<@Nullable ConversationSnapshot> listener) {
    return session.begin(new LiveConversation(session.core(), id, listener));
  }

  /// The messages, live: the newest 30 and all newer ones.
  ///
  /// @param listener runs for each snapshot, with null while the current user takes no part; null
  ///   for no callback
  public MessageSubscription subscribeMessages(@Nullable ListListener<MessageSnapshot> listener) {
    return session.begin(new LiveMessages(session.core(), id, listener));
  }

  /// The participants, live: the 10 who joined last and all who join later.
  ///
  /// @param listener runs for each snapshot, with null while the current user takes no part; null
  ///   for no callback
  public ParticipantSubscription subscribeParticipants(
      @Nullable ListListener<ParticipantSnapshot> listener) {
    return session.begin(new LiveParticipants(session.core(), id, listener));
  }

  /// Who else is typing, live. The current user never appears, also when typing on another device.
  ///
  /// @param listener runs for each snapshot, with null while the current user takes no part; null
  ///   for no callback
  public TypingSubscription subscribeTyping(@Nullable Consumer<@Nullable TypingSnapshot> listener) {
    return session.begin(new LiveTyping(session.core(), id, listener));
  }

  private CompletableFuture<Void> change(SetConversationParams params, Mode mode) {
    return session.request(
        Request.of(
            new Command.SetConversation(id, params.shared(), params.own(), List.of(), mode)));
  }

  private CompletableFuture<MessageRef> send(
      Content content, Map<String, String> custom, @Nullable String referencedMessageId) {
    session.core().typingMarks().sent(id);
    String key = session.core().newKey();
    return session.request(
        Request.of(
            new Command.SendMessage(id, key, null, content, custom, referencedMessageId),
            this::sent));
  }

  private MessageRef sent(ServerFrame.Done done) {
    return message(Objects.requireNonNull(done.messageId(), "messageId"));
  }
}
