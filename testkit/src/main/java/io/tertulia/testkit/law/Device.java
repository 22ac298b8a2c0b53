package io.tertulia.testkit.law;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.TalkSession;
import io.tertulia.testkit.Scissors;
import java.util.ArrayList;
import java.util.List;

/// A session of one person behind scissors of its own, and what it looks at.
///
/// @param watches belongs to the thread of the trial
record Device(
    int number, String userId, Scissors scissors, TalkSession session, List<Watch> watches) {
  Device(int number, String userId, Scissors scissors, TalkSession session) {
    this(number, userId, scissors, session, new ArrayList<>());
  }

  ConversationRef conversation(Step step) {
    return session.conversation(World.place(step.place()));
  }

  @Override
  public String toString() {
    return userId + "#" + number;
  }
}
