package io.tertulia.server.delivery;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ConversationState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A user's list of conversations at one moment.
///
/// @param from the lower bound of what the client holds after this
/// @param window where each conversation that the client holds after this stands, by id
/// @param members the ids of all conversations that the user takes part in
/// @param states conversations in the window that the client did not know as they are
/// @param gone conversations that the client named and must forget: the user does not take part in
///   them, or they are below the window and there was no room to tell how they changed
/// @param filtered the lower bounds of the filtered lists that were asked for, in their order
public record InboxPage(
    Bound from,
    Map<String, Position> window,
    Set<String> members,
    List<ConversationState> states,
    List<String> gone,
    List<Bound> filtered) {
  public InboxPage {
    window = Map.copyOf(window);
    members = Set.copyOf(members);
    states = List.copyOf(states);
    gone = List.copyOf(gone);
    filtered = List.copyOf(filtered);
  }

  /// The same page with other states.
  public InboxPage withStates(List<ConversationState> others) {
    return new InboxPage(from, window, members, others, gone, filtered);
  }
}
