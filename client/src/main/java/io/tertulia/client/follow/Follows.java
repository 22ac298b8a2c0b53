package io.tertulia.client.follow;

import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that is followed: puts what the server tells into the mirror, asks for what is
/// missing there, and tells those who look. Belongs to the turn.
///
/// What changes while the turn runs is gathered and acted upon once, in [#settle], when the turn is
/// at rest.
public final class Follows {
  /// After so many states and events the mirror is pruned, as some of what they brought is in no
  /// window any longer.
  static final int PRUNE_EVERY = 500;

  private final Mirror mirror;
  private final Outlet outlet;
  private final Supplier<Retry> retries;
  private final Map<String, ConversationFollow> conversations = new HashMap<>();
  private final InboxFollow inbox;
  private final UserFollows users;
  private final OnlineFollows online;
  private final Intake intake;

  /// Conversations to look at when the turn is at rest.
  private final Set<String> touched = new LinkedHashSet<>();

  private @Nullable String view;
  private boolean inboxTouched;
  private boolean toPrune;
  private int heard;

  public Follows(Mirror mirror, Outlet outlet, Supplier<Retry> retries) {
    this.mirror = mirror;
    this.outlet = outlet;
    this.retries = retries;
    this.inbox =
        new InboxFollow(
            mirror, outlet, retries.get(), this::touchInbox, conversations::containsKey);
    this.users = new UserFollows(mirror, outlet, retries.get(), () -> {});
    this.online = new OnlineFollows(outlet, retries.get(), () -> {});
    this.intake =
        new Intake(mirror, conversations, inbox, users, online, this::touchInbox, this::end);
  }

  public void watch(String conversationId, ConversationWatcher watcher) {
    conversations.computeIfAbsent(conversationId, this::follow).add(watcher);
    touch(conversationId);
  }

  public void unwatch(String conversationId, ConversationWatcher watcher) {
    ConversationFollow follow = conversations.get(conversationId);
    if (follow != null) {
      follow.remove(watcher);
      toPrune = true;
      if (follow.isEmpty()) {
        end(conversationId);
      }
    }
  }

  public void watchInbox(InboxWatcher watcher) {
    inbox.add(watcher);
    touchInbox();
  }

  public void unwatchInbox(InboxWatcher watcher) {
    inbox.remove(watcher);
    toPrune = true;
  }

  public void watchUser(String userId, Watcher watcher) {
    users.add(userId, watcher);
    users.refresh(Set.of(userId));
  }

  public void unwatchUser(String userId, Watcher watcher) {
    users.remove(userId, watcher);
    toPrune = true;
  }

  /// Looks at whether that user is online.
  public void watchOnline(String userId, Watcher watcher) {
    online.add(userId, watcher);
  }

  public void unwatchOnline(String userId, Watcher watcher) {
    online.remove(userId, watcher);
  }

  /// Whether that user is online, if somebody looks at that; null when it is not known yet.
  public @Nullable Boolean online(String userId) {
    return online.online(userId);
  }

  /// Who is typing in a conversation, if somebody looks at that.
  public TypingNow typing(String conversationId) {
    ConversationFollow follow = conversations.get(conversationId);
    return follow == null ? TypingNow.NOBODY : follow.typing();
  }

  /// Whether the user takes part in a conversation that somebody looks at.
  public Presence presence(String conversationId) {
    ConversationFollow follow = conversations.get(conversationId);
    return follow == null ? Presence.UNKNOWN : follow.presence();
  }

  /// Says whether it is known if that user participates in a conversation that somebody looks at.
  public boolean knowsParticipant(String conversationId, String userId) {
    ConversationFollow follow = conversations.get(conversationId);
    return follow != null && follow.knows(userId);
  }

  /// Says whether it is known if that user exists.
  public boolean knowsUser(String userId) {
    return users.knows(userId);
  }

  /// Says whether the list of conversations is known, with those in it that are followed by
  /// themselves.
  public boolean knowsInbox() {
    return inbox.answered() && !intake.awaits();
  }

  /// Looks at a conversation again when the turn is at rest.
  public void touch(String conversationId) {
    touched.add(conversationId);
  }

  /// Looks at the list again when the turn is at rest.
  public void touchInbox() {
    inboxTouched = true;
  }

  /// Frames may go out: everything is followed, from where the mirror stands. What was told under
  /// another view may say what the user is not to see, or hide what the user may: it is forgotten,
  /// and followed as at first. Those who look see what they saw until it is told.
  ///
  /// @param now how the user sees texts on this line
  public void lineUp(@Nullable String now) {
    if (!Objects.equals(view, now)) {
      view = now;
      conversations.values().forEach(ConversationFollow::beginAnew);
      inbox.beginAnew();
    }
    touched.addAll(conversations.keySet());
    inboxTouched = true;
    users.want(mirror.people());
  }

  /// Frames may go out no longer: nothing is followed.
  public void lineDown() {
    conversations.values().forEach(ConversationFollow::lineDown);
    inbox.lineDown();
    users.lineDown();
    online.lineDown();
  }

  /// Takes what the server tells.
  public void received(ServerFrame frame) {
    heard++;
    intake.take(frame);
  }

  /// The turn is at rest: those who look are told, and what is missing is asked for.
  public void settle() {
    Mirror.Changes changes = mirror.takeChanges();
    users.want(changes.users());
    touched.addAll(changes.conversations());
    if (!changes.users().isEmpty()) {
      touchMentioning(changes.users());
    }
    List<String> looked = List.copyOf(touched);
    touched.clear();
    boolean list = inboxTouched || changes.inbox() || !changes.users().isEmpty();
    inboxTouched = false;
    for (String id : looked) {
      ConversationFollow follow = conversations.get(id);
      if (follow != null) {
        follow.refresh();
        follow.ensure();
      }
    }
    users.refresh(changes.users());
    if (list) {
      inbox.refresh();
    }
    inbox.ensure();
    prune();
    users.ensure();
    online.ensure();
  }

  private ConversationFollow follow(String id) {
    return new ConversationFollow(id, mirror, outlet, retries.get(), () -> touch(id));
  }

  private void end(String id) {
    ConversationFollow follow = conversations.remove(id);
    if (follow == null) {
      return;
    }
    follow.stop();
    touchInbox();
    if (outlet.ready()) {
      outlet.send(new ClientFrame.Unfollow(List.of(id), List.of(), false));
    }
    ConversationMirror known = mirror.conversation(id);
    if (known != null && inbox.covers(known.place())) {
      mirror.prune(id, null, null, List.of(), List.of());
    } else {
      mirror.drop(id);
    }
    if (inbox.active() && !follow.current()) {
      inbox.doubt(id);
    }
  }

  private void touchMentioning(Set<String> changed) {
    conversations.forEach((id, follow) -> {
      ConversationMirror known = mirror.conversation(id);
      boolean typing = follow.typing().userIds().stream().anyMatch(changed::contains);
      if (typing || (known != null && known.mentions(changed))) {
        touched.add(id);
      }
    });
  }

  private void prune() {
    if (!toPrune && heard < PRUNE_EVERY) {
      return;
    }
    toPrune = false;
    heard = 0;
    for (ConversationMirror known : mirror.conversations()) {
      ConversationFollow follow = conversations.get(known.id());
      if (follow == null) {
        mirror.prune(known.id(), null, null, List.of(), List.of());
      } else {
        toPrune |= !follow.prune();
      }
    }
    Set<String> people = mirror.people();
    conversations.values().forEach(follow -> people.addAll(follow.typing().userIds()));
    users.retain(people);
  }
}
