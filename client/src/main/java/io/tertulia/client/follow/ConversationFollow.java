package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Outcome;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ReactorsWanted;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One conversation, followed for all who look at it. Belongs to the turn.
///
/// Start, resumption and larger windows are the same: what is missing is asked for, one frame at a
/// time, until nothing is missing. On a new line the follow is not *placed* until its first answer,
/// and is placed again from where the mirror stands.
final class ConversationFollow {
  private final String id;
  private final Mirror mirror;
  private final Outlet outlet;
  private final Retry retry;
  private final Runnable touch;
  private final Set<ConversationWatcher> watchers = new LinkedHashSet<>();

  /// Users of whom the server has told, on this line, whether they participate.
  private final Set<String> confirmed = new HashSet<>();

  private Presence presence = Presence.UNKNOWN;
  private boolean placed;

  /// Who is typing, and whether the server was asked to tell, on this line.
  private TypingNow typing = TypingNow.NOBODY;

  private boolean typingAsked;

  /// The server has answered a follow that asked for it: from then on, states leave it as it was.
  private boolean typingHeard;

  private @Nullable Question question;

  /// What is asked now, and what the mirror had when it was.
  private record Question(
      long id, Set<String> names, @Nullable Have have, List<ReactorsWanted> reactors) {}

  /// Whether a fresh state came by itself after the question: the mirror may have less now than the
  /// answer builds on.
  private boolean replaced;

  /// @param touch asks for this follow to be looked at when the turn is at rest
  ConversationFollow(String id, Mirror mirror, Outlet outlet, Retry retry, Runnable touch) {
    this.id = id;
    this.mirror = mirror;
    this.outlet = outlet;
    this.retry = retry;
    this.touch = touch;
    if (mirror.conversation(id) != null) {
      presence = Presence.INSIDE;
    }
  }

  Presence presence() {
    return presence;
  }

  /// Says whether the mirror is as the server knows it, or will be with an answer.
  boolean current() {
    return placed || question != null;
  }

  void add(ConversationWatcher watcher) {
    if (new WantedReactors(watchers).hasRoom(watcher)) {
      watchers.add(watcher);
    } else {
      watcher.fail(
          Failure.of(
              ErrorCode.LIMIT_EXCEEDED,
              "reactions in " + id + ": one more (expected: at most " + WantedReactors.MAX + ")"));
    }
  }

  void remove(ConversationWatcher watcher) {
    watchers.remove(watcher);
  }

  boolean isEmpty() {
    return watchers.isEmpty();
  }

  /// Says whether it is known if that user participates.
  boolean knows(String userId) {
    ConversationMirror known = mirror.conversation(id);
    return known != null
        && (known.participants().complete()
            || known.participant(userId) != null
            || confirmed.contains(userId));
  }

  boolean asked(@Nullable Long answerId) {
    return question != null && answerId != null && question.id == answerId;
  }

  /// The users asked for by name, when the bounds of this answer hold for the mirror as it is; null
  /// otherwise.
  ///
  /// @param mine whether it answers what is asked
  @Nullable Set<String> vouched(boolean mine, boolean fresh) {
    return mine && question != null && (fresh || !replaced) ? question.names : null;
  }

  /// Who is typing; nobody while that is not told.
  TypingNow typing() {
    return typing;
  }

  /// It changed who is typing.
  void typing(TypingNow now) {
    typing = now;
    touch.run();
  }

  void refresh() {
    List.copyOf(watchers).forEach(Watcher::refresh);
  }

  /// Asks for what is missing, if something is and nothing is asked already.
  void ensure() {
    if (!outlet.ready() || question != null || retry.waiting() || watchers.isEmpty()) {
      return;
    }
    Wanted wanted = wanted();
    Set<String> names = wanted.names();
    boolean signals = watchers.stream().anyMatch(ConversationWatcher::typing);
    boolean all =
        presence == Presence.OUTSIDE
            || (wanted.isThere() && confirmed.containsAll(names) && signals == typingAsked);
    if (placed && all) {
      return;
    }
    ConversationMirror known = mirror.conversation(id);
    long number = outlet.nextId();
    Have have = known == null ? null : known.have();
    List<ReactorsWanted> reactors = wanted.reactors();
    question = new Question(number, names, have, reactors);
    replaced = false;
    typingAsked = signals;
    outlet.send(
        new ClientFrame.FollowConversation(
            number,
            id,
            have,
            wanted.messages(),
            wanted.participants(),
            List.copyOf(names),
            signals,
            reactors));
  }

  /// A state came, with that outcome.
  ///
  /// @param mine whether it answers what is asked
  void told(Outcome outcome, boolean mine, boolean fresh) {
    if (!typingHeard) {
      typing(TypingNow.NOBODY);
    }
    boolean vouched = vouched(mine, fresh) != null;
    replaced |= fresh;
    Question answered = mine ? question : null;
    if (answered != null) {
      question = null;
      placed = true;
      typingHeard = typingAsked;
    }
    switch (outcome) {
      case APPLIED -> {
        presence = Presence.INSIDE;
        if (answered != null && vouched) {
          confirmed.clear();
          confirmed.addAll(answered.names);
          progress(answered);
        }
      }
      case LEFT -> outside(mine);
      case GAP -> gap();
      case IGNORED -> {}
    }
  }

  /// The user does not take part.
  void outside(boolean mine) {
    typing(TypingNow.NOBODY);
    if (mine) {
      question = null;
      placed = true;
    }
    presence = Presence.OUTSIDE;
    confirmed.clear();
  }

  /// Something is missing: places the follow again.
  void gap() {
    placed = false;
    retry.failed(touch);
  }

  /// What is asked was refused: later again, or never.
  ///
  /// @return whether it is over
  boolean refused(Failure failure) {
    question = null;
    placed = false; // The server follows it no longer.
    hearNoTyping();
    if (failure.code() == ErrorCode.UNAVAILABLE) {
      retry.failed(touch);
      return false;
    }
    retry.stop();
    List.copyOf(watchers).forEach(watcher -> watcher.fail(failure));
    return true;
  }

  private void hearNoTyping() {
    typingHeard = false;
    typing(TypingNow.NOBODY);
  }

  void lineDown() {
    hearNoTyping();
    question = null;
    placed = false;
    confirmed.clear();
    retry.stop();
  }

  /// Forgets what was told, as if nobody had looked before. Called while nothing is asked.
  void beginAnew() {
    mirror.drop(id);
    presence = Presence.UNKNOWN;
    wanted().beginAnew();
  }

  void stop() {
    retry.stop();
  }

  /// Makes the mirror as small as what is looked at; not while something is asked, as the answer
  /// will build on what the mirror had.
  ///
  /// @return false when it must be tried again
  boolean prune() {
    if (question != null) {
      return false;
    }
    Wanted wanted = wanted();
    confirmed.retainAll(wanted.names());
    wanted.prune(mirror, id);
    return true;
  }

  /// An answer that brought nothing of what is missing must not be asked for again at once.
  private void progress(Question answered) {
    ConversationMirror known = mirror.conversation(id);
    boolean moved =
        answered.have == null
            || known == null
            || !Objects.equals(answered.have.messagesFrom(), known.messages().from())
            || !Objects.equals(answered.have.participantsFrom(), known.participants().from())
            || !answered.reactors.equals(wanted().reactors());
    if (moved || wanted().isThere()) {
      retry.succeeded();
    } else {
      retry.failed(touch);
    }
  }

  private Wanted wanted() {
    return new Wanted(watchers, mirror.conversation(id));
  }
}
