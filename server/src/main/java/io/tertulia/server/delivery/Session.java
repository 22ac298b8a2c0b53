package io.tertulia.server.delivery;

import org.jspecify.annotations.Nullable;

/// One connection of a user, as it is now.
///
/// @param id tells it from the others of this node, as long as that runs
/// @param shows whether something is shown there: a conversation or the list is followed
/// @param selected id of the conversation that it began last to follow by itself, of those that it
///   still follows and the user takes part in; null for none
/// @param typing whether the user types there
public record Session(String id, boolean shows, @Nullable String selected, boolean typing) {

  /// Called inside the follower's monitor.
  static Session of(long number, TopicId user, Follows follows, Typing typing) {
    TopicId selected = follows.chosen().last();
    return new Session(
        "s" + number,
        follows.chosen().size() > 0 || follows.inbox(),
        selected == null ? null : selected.id(),
        selected != null && typing.types(selected, user.id()));
  }
}
