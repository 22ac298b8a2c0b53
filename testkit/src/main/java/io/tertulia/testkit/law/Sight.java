package io.tertulia.testkit.law;

import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// What can be subscribed to.
///
/// @param thing whom or what it is about; null for the list of conversations
/// @param filter of the list of conversations; null for all
record Sight(Kind kind, @Nullable Thing thing, @Nullable ConversationFilter filter) {
  /// The kinds of subscriptions; what is a list loads more, so many at most.
  enum Kind {
    USER(0),
    ONLINE(0),
    CONVERSATION(0),
    PARTICIPANT(0),
    TYPING(0),
    MESSAGES(100),
    PARTICIPANTS(50),
    REACTIONS(100),
    CONVERSATIONS(30);

    private final int most;

    Kind(int most) {
      this.most = most;
    }

    boolean isList() {
      return most > 0;
    }

    /// How many items a list loads at most at a time.
    int most() {
      return most;
    }
  }

  static Sight of(Kind kind, Thing thing) {
    return new Sight(kind, thing, null);
  }

  static Sight list(@Nullable ConversationFilter filter) {
    return new Sight(Kind.CONVERSATIONS, null, filter);
  }

  /// @throws IllegalStateException for the list of conversations, which is about nothing else
  Thing about() {
    if (thing == null) {
      throw new IllegalStateException(kind + " is about nothing");
    }
    return thing;
  }
}
