package io.tertulia.server.delivery;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// How a follower's state is read, for one user. Every read sees all commits that were announced
/// before it was called.
public interface Reads {

  /// Settles how the user sees texts, unless a read has settled it before, and gives it a name:
  /// what was told under another one is no longer as the user may see it. Empty when the user sees
  /// everything as it was written.
  ///
  /// It stays so for as long as these reads are used. When the user is to see texts in another way,
  /// or to be seen in another, reads fail with `UNAVAILABLE`, and the hub ends the connection.
  CompletionStage<Optional<String>> settle();

  /// How the user sees texts; null before it is settled.
  @Nullable Object view();

  /// Whether others may know that the user is online; false before it is settled.
  boolean visible();

  /// A conversation as the user sees it: since what the client has, or fresh; empty when the user
  /// does not take part.
  CompletionStage<Optional<ConversationState>> conversation(ClientFrame.FollowConversation wanted);

  /// The ids of all conversations that the user takes part in.
  CompletionStage<Set<String>> memberships();

  /// The user's list of conversations.
  ///
  /// @param apart conversations that need not be told, as they are followed by themselves
  CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart);

  /// Refuses ids that no user can have, before they are kept: they may be as long as a frame.
  void check(Collection<String> userIds);

  /// What became of these users since the versions named; 0 for one who is not known.
  CompletionStage<UserNews> users(Map<String, Long> versions);
}
