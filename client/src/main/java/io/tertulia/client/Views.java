package io.tertulia.client;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Users;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Snapshots seen through the mirror. Belongs to the turn.
///
/// What did not change keeps its identity: a snapshot is made anew only when a fact in it, or a
/// snapshot inside it, is another object than before, and even then the old one is kept when the
/// new one equals it.
final class Views {
  private static final int SLACK = 100;

  private final Users users;
  private final FileUrls files;
  private final Map<String, Seen<UserFact, UserSnapshot>> byUser = new HashMap<>();

  private final Map<String, ConversationViews> byConversation = new HashMap<>();

  /// What was seen of a fact.
  record Seen<F, S>(F fact, S snapshot) {}

  Views(Users users, FileUrls files) {
    this.users = users;
    this.files = files;
  }

  /// The user; null when there is none.
  @Nullable UserSnapshot user(String id) {
    UserFact fact = users.get(id);
    if (fact == null) {
      byUser.remove(id);
      return null;
    }
    Seen<UserFact, UserSnapshot> seen = byUser.get(id);
    if (seen != null && same(seen.fact, fact)) {
      return seen.snapshot;
    }
    UserSnapshot made = Snapshots.user(fact);
    UserSnapshot kept = kept(seen == null ? null : seen.snapshot, made);
    byUser.put(id, new Seen<>(fact, kept));
    return kept;
  }

  /// The user whom a fact names; one with the id for a name should the server not have told.
  UserSnapshot person(String id) {
    UserSnapshot known = user(id);
    return known == null ? Snapshots.stranger(id) : known;
  }

  ConversationSnapshot conversation(ConversationMirror conversation) {
    return of(conversation).conversation(conversation);
  }

  MessageSnapshot message(ConversationMirror conversation, MessageFact fact) {
    return of(conversation).message(conversation, fact);
  }

  ParticipantSnapshot participant(ConversationMirror conversation, ParticipantFact fact) {
    return of(conversation).participant(fact);
  }

  SingleReactionSnapshot reaction(ConversationMirror conversation, ReactionFact fact) {
    return of(conversation).reaction(fact);
  }

  /// The content of a message, with addresses that can be opened.
  ///
  /// @param before what was shown of that message last; null for nothing
  List<ContentBlock> content(MessageFact fact, @Nullable List<ContentBlock> before) {
    return kept(before, files.in(fact.content()));
  }

  /// Forgets what was seen of conversations and users who are no longer known, when that is much.
  ///
  /// @param conversations how many are known
  void forget(int conversations, Predicate<String> known) {
    if (byConversation.size() > SLACK + 2 * conversations) {
      byConversation.keySet().removeIf(id -> !known.test(id));
      byUser.keySet().removeIf(id -> users.get(id) == null);
    }
  }

  /// Says whether both are the same object, or both null. Equal is not enough here: identity is
  /// what is promised.
  @SuppressWarnings("ReferenceEquality")
  static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  /// The old snapshot when it equals the new one.
  static <S> S kept(@Nullable S before, S made) {
    return before != null && before.equals(made) ? before : made;
  }

  private ConversationViews of(ConversationMirror conversation) {
    return byConversation.computeIfAbsent(conversation.id(), id -> new ConversationViews(this));
  }
}
