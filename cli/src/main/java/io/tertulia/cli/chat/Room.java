package io.tertulia.cli.chat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.Failed;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.MessageSubscription;
import io.tertulia.client.ReactionsRef;
import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSubscription;
import io.tertulia.client.TypingSnapshot;
import io.tertulia.client.TypingSubscription;
import io.tertulia.protocol.content.Emoji;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One person in one conversation: what they say goes in, what happens comes out.
///
/// The thread that types calls; the session's callbacks tell the listener.
final class Room implements AutoCloseable {
  private static final int UNANSWERED = 200;
  private static final Duration BETWEEN_MARKS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHOWN_PATIENCE = Duration.ofSeconds(5);

  private final ConversationRef conversation;
  private final Parcels parcels;
  private final Listener listener;
  private final Reception reception;
  private final Semaphore unanswered = new Semaphore(UNANSWERED);
  private final AtomicInteger refused = new AtomicInteger();
  private final Transcript transcript = new Transcript();
  private final TalkSubscription errors;
  private final MessageSubscription messages;
  private final CompletableFuture<TalkException> over = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> awaitedShown = new CompletableFuture<>();
  private @Nullable TypingSubscription typing;
  private @Nullable Long markedAt;
  private @Nullable String awaited;
  private volatile @Nullable String lastSent;

  /// What the room says.
  interface Listener {
    void happened(Happening happening);

    /// A message was refused.
    void unsent(String text, String why);

    /// The line to the server is lost.
    void lost();

    /// It is there again.
    void found();

    /// It changed who else is typing.
    ///
    /// @param now null when the one who looks takes no part any more
    void typing(@Nullable TypingSnapshot now);

    /// How far uploads are, in one line; empty when none is under way.
    void uploading(String line);

    /// Nothing more will happen; see [Room#failure].
    void over();
  }

  private Room(
      TalkSession session, ConversationRef conversation, Listener listener, Reception reception) {
    this.conversation = conversation;
    this.parcels = new Parcels(session, conversation, listener::uploading);
    this.listener = listener;
    this.reception = reception;
    this.errors = session.onError(this::end);
    this.messages = conversation.subscribeMessages(this::follow);
    var _ =
        messages
            .terminated()
            .thenAccept(state -> {
              if (state instanceof Failed(TalkException error)) {
                end(error);
              }
            });
  }

  /// Comes in; creates the user and the conversation when missing. What was said last has been told
  /// when this returns.
  ///
  /// @throws TalkException when the server refuses
  /// @throws TimeoutException when nobody answers, or nobody is there
  static Room enter(TalkSession session, String conversationId, Listener listener)
      throws InterruptedException, TimeoutException {
    String user = session.currentUser().id();
    ConversationRef conversation = session.conversation(conversationId);
    Reception reception = Reception.of(session, listener::lost, listener::found);
    try {
      var created = session.currentUser().createIfNotExists(CreateUserParams.builder(user).build());
      reception.awaitSomebody();
      answer(created);
      answer(conversation.createIfNotExists());
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      reception.close();
      throw e;
    }
    Room room = new Room(session, conversation, listener, reception);
    try {
      answer(room.messages.connected());
      return room;
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      room.close();
      throw e;
    }
  }

  /// Sends a message behind those that were sent before. Waits while too many are unanswered.
  void say(String text) throws InterruptedException {
    unanswered.acquire();
    markedAt = null;
    await(text, conversation.send(text));
  }

  /// Uploads a file, and sends it behind what was said until then. Waits while too many are
  /// unanswered.
  void upload(Outgoing file) throws InterruptedException {
    unanswered.acquire();
    await(Typist.UPLOAD + " " + file.name(), parcels.send(file));
  }

  /// Stops the uploads that are under way; false when there are none.
  boolean cancel() {
    return parcels.cancel();
  }

  private void await(String text, CompletableFuture<MessageRef> sent) {
    var _ =
        sent.whenComplete((message, failure) -> {
          if (failure == null) {
            lastSent = message.id();
          } else {
            refused.incrementAndGet();
            listener.unsent(text, reason(failure));
          }
          unanswered.release();
        });
  }

  /// Tells the listener from now on who else is typing.
  void watchTyping() {
    typing = conversation.subscribeTyping(listener::typing);
  }

  /// A key was hit: others see that somebody types here, as long as that goes on. For the thread
  /// that types.
  void type() {
    long now = System.nanoTime();
    if (markedAt == null || now - markedAt >= BETWEEN_MARKS.toNanos()) {
      markedAt = now;
      // It may be refused, as to whoever may only read; that is told when something is said.
      var _ = conversation.markAsTyping();
    }
  }

  /// Loads older messages; tells the listener, also when there are none.
  synchronized void older() {
    if (transcript.loadedAll()) {
      listener.happened(new Happening.Older(List.of(), true));
      return;
    }
    var _ =
        messages
            .loadMore()
            .whenComplete((done, failure) -> {
              if (failure != null) {
                listener.unsent("/older", reason(failure));
              }
            });
  }

  /// Reacts to the last message, or takes that back.
  synchronized void react(String emoji) {
    MessageSnapshot last = transcript.newest();
    if (last == null) {
      listener.unsent("/react " + emoji, "there is no message");
      return;
    }
    ReactionsRef reactions = conversation.message(last.id()).reactions(emoji);
    String canonical = Emoji.canonical(emoji);
    boolean own =
        last.reactions().stream()
            .anyMatch(one -> one.currentUserReacted() && one.emoji().equals(canonical));
    var _ =
        (own ? reactions.remove() : reactions.add())
            .whenComplete((done, failure) -> {
              if (failure != null) {
                listener.unsent("/react " + emoji, reason(failure));
              }
            });
  }

  /// Waits until all that was said is answered, and has been shown.
  ///
  /// @param patience for the answers
  /// @return whether all of it was sent
  boolean settle(Duration patience) throws InterruptedException {
    boolean answered =
        unanswered.tryAcquire(UNANSWERED, patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answered) {
      unanswered.release(UNANSWERED);
      awaitShown();
    }
    return answered && refused.get() == 0;
  }

  /// The answer to a send may come before the list that holds the message.
  private void awaitShown() throws InterruptedException {
    try {
      String last = lastSent;
      if (last != null) {
        shown(last).get(SHOWN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      // Somebody deleted it meanwhile, or the session has ended: it was sent, which is what counts.
      lastSent = null;
    }
  }

  private synchronized CompletableFuture<?> shown(String messageId) {
    awaited = messageId;
    if (transcript.knows(messageId)) {
      awaitedShown.complete(null);
    }
    return awaitedShown;
  }

  /// Why it is over; null while it is not.
  @Nullable TalkException failure() {
    return over.getNow(null);
  }

  @Override
  public void close() {
    reception.close();
    errors.close();
    messages.close();
    if (typing != null) {
      typing.close();
    }
  }

  private synchronized void follow(@Nullable List<MessageSnapshot> snapshot, boolean loadedAll) {
    transcript.follow(snapshot, loadedAll).forEach(listener::happened);
    if (awaited != null && transcript.knows(awaited)) {
      awaitedShown.complete(null);
    }
  }

  private void end(TalkException error) {
    if (over.complete(error)) {
      listener.over();
    }
  }

  /// Waits for an answer.
  ///
  /// @throws TalkException when the server refuses
  /// @throws TimeoutException when nobody answers
  static <T extends @Nullable Object> T answer(CompletableFuture<T> request)
      throws InterruptedException, TimeoutException {
    try {
      return request.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TalkException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CancellationException) {
      return "cancelled";
    }
    return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
  }
}
