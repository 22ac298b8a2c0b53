package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Outcome;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts what the server tells into the mirror, and tells the follow it belongs to what came of it.
/// Belongs to the turn.
final class Intake {
  private final Mirror mirror;
  private final Map<String, ConversationFollow> conversations;
  private final InboxFollow inbox;
  private final UserFollows users;
  private final OnlineFollows online;
  private final Runnable touchInbox;
  private final Consumer<String> over;

  /// Conversations that are followed by themselves and were unknown when the list was told: it
  /// waits for them.
  private final Set<String> awaited = new HashSet<>();

  /// @param conversations those followed by themselves; read only
  /// @param over called when the follow of a conversation was refused for good
  Intake(
      Mirror mirror,
      Map<String, ConversationFollow> conversations,
      InboxFollow inbox,
      UserFollows users,
      OnlineFollows online,
      Runnable touchInbox,
      Consumer<String> over) {
    this.mirror = mirror;
    this.conversations = conversations;
    this.inbox = inbox;
    this.users = users;
    this.online = online;
    this.touchInbox = touchInbox;
    this.over = over;
  }

  /// Says whether the list waits for a conversation that is followed by itself.
  boolean awaits() {
    awaited.removeIf(id -> {
      ConversationFollow follow = conversations.get(id);
      return follow == null || follow.presence() != Presence.UNKNOWN;
    });
    return !awaited.isEmpty();
  }

  /// Takes what the server tells.
  void take(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.State f -> told(f);
      case ServerFrame.Outside f -> told(f);
      case ServerFrame.Event f -> told(f);
      case ServerFrame.Marked f -> mirror.apply(f);
      case ServerFrame.Users f -> users.told(f);
      case ServerFrame.Typing f -> told(f);
      case ServerFrame.Online f -> online.told(f);
      case ServerFrame.Inbox f when inbox.asked(f.id()) -> told(f);
      case ServerFrame.Refused f -> refused(f);
      default -> {}
    }
  }

  private void told(ServerFrame.State frame) {
    String id = frame.state().conversationId();
    ConversationFollow follow = conversations.get(id);
    if (follow == null && !inbox.active()) {
      return;
    }
    total(frame.inboxTotal());
    touchInbox.run();
    if (follow == null) {
      if (mirror.apply(frame.state(), null) == Outcome.GAP) {
        inbox.gap(id);
      }
      return;
    }
    boolean fresh = frame.state().fresh();
    boolean mine = follow.asked(frame.id());
    Outcome outcome = mirror.apply(frame.state(), follow.vouched(mine, fresh));
    follow.told(outcome, mine, fresh);
  }

  private void told(ServerFrame.Outside frame) {
    String id = frame.conversationId();
    ConversationFollow follow = conversations.get(id);
    mirror.drop(id);
    total(frame.inboxTotal());
    if (follow != null) {
      follow.outside(follow.asked(frame.id()));
    }
    touchInbox.run();
  }

  private void told(ServerFrame.Event frame) {
    String id = frame.conversationId();
    ConversationFollow follow = conversations.get(id);
    Outcome outcome = mirror.apply(frame);
    boolean unknown = mirror.conversation(id) == null;
    switch (outcome) {
      case APPLIED -> {}
      case IGNORED -> {
        if (unknown && follow == null) {
          inbox.gap(id);
        }
      }
      case GAP -> {
        if (follow != null) {
          follow.gap();
        } else {
          inbox.gap(id);
        }
      }
      case LEFT -> {
        if (follow != null) {
          follow.outside(false);
        }
        if (mirror.inbox().total() > 0) {
          mirror.inboxTotal(mirror.inbox().total() - 1);
        }
      }
    }
  }

  private void told(ServerFrame.Typing frame) {
    ConversationFollow follow = conversations.get(frame.conversationId());
    if (follow != null) {
      mirror.learn(frame.put());
      follow.typing(new TypingNow(frame.userIds(), frame.many()));
    }
  }

  private void told(ServerFrame.Inbox frame) {
    inbox.told(frame);
    conversations.forEach((id, follow) -> {
      if (follow.presence() == Presence.UNKNOWN) {
        awaited.add(id);
      }
    });
  }

  private void refused(ServerFrame.Refused frame) {
    Long id = frame.id();
    if (id == null) {
      return;
    }
    Failure failure = Failure.of(frame.code(), frame.message());
    if (inbox.asked(id)) {
      inbox.refused(failure);
      return;
    }
    for (var entry : Map.copyOf(conversations).entrySet()) {
      if (entry.getValue().asked(id)) {
        if (entry.getValue().refused(failure)) {
          over.accept(entry.getKey());
        }
        return;
      }
    }
    if (!users.refused(id, failure)) {
      online.refused(id, failure);
    }
  }

  private void total(@Nullable Integer inboxTotal) {
    if (inboxTotal != null && inbox.active()) {
      mirror.inboxTotal(inboxTotal);
    }
  }
}
