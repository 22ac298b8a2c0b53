package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that a session knows: conversations, the list of them, and users. Belongs to the turn.
///
/// Everything changes it by one of the `apply` methods; what changed is remembered until
/// [#takeChanges].
public final class Mirror {
  private final String viewer;
  private final Users users = new Users();
  private final Map<String, ConversationMirror> conversations = new HashMap<>();
  private final Map<String, Bound> places = new HashMap<>();
  private final Shelf<ConversationMirror> inbox = new Shelf<>();

  /// The lists of those that match a filter, for as long as somebody looks at them.
  private final Map<ConversationFilter, Shelf<ConversationMirror>> filtered = new HashMap<>();

  private final Set<String> changed = new HashSet<>();
  private boolean inboxChanged;

  /// What changed.
  ///
  /// @param conversations ids of conversations that changed, came or went
  /// @param users ids of users who changed, came or went
  /// @param inbox whether the list may look different, other than by a change of a user
  public record Changes(Set<String> conversations, Set<String> users, boolean inbox) {}

  public Mirror(String viewer) {
    this.viewer = viewer;
  }

  public String viewer() {
    return viewer;
  }

  public Users users() {
    return users;
  }

  /// The conversation of that id; null when it is not known, or the viewer takes no part in it.
  public @Nullable ConversationMirror conversation(String id) {
    return conversations.get(id);
  }

  public Collection<ConversationMirror> conversations() {
    return conversations.values();
  }

  /// The list of the viewer's conversations, by last activity.
  public Shelf<ConversationMirror> inbox() {
    return inbox;
  }

  /// The list of the viewer's conversations that match a filter, by last activity; kept up to date
  /// from now on.
  ///
  /// @param filter null for all of them
  public Shelf<ConversationMirror> list(@Nullable ConversationFilter filter) {
    if (filter == null) {
      return inbox;
    }
    Shelf<ConversationMirror> known = filtered.get(filter);
    if (known != null) {
      return known;
    }
    Shelf<ConversationMirror> made = new Shelf<>();
    filtered.put(filter, made);
    for (ConversationMirror conversation : conversations.values()) {
      if (filter.matches(conversation.traits())) {
        made.put(conversation.place(), conversation);
      }
    }
    return made;
  }

  /// Forgets all other filtered lists.
  public void retainLists(Collection<ConversationFilter> filters) {
    filtered.keySet().retainAll(filters);
  }

  /// Takes a state: a fresh one in the place of what was known, any other on top.
  ///
  /// @param named the users whose participation was asked for by name, when it answers what is
  ///   asked now, so that its bounds count; null when it does not
  public Outcome apply(ConversationState state, @Nullable Collection<String> named) {
    String id = state.conversationId();
    learn(state.put());
    if (state.fresh()) {
      conversations.put(id, new ConversationMirror(viewer, state));
      return applied(id, Outcome.APPLIED);
    }
    ConversationMirror known = conversations.get(id);
    return known == null ? Outcome.GAP : applied(id, known.apply(state, named));
  }

  /// Takes an event. [Outcome#IGNORED] when the conversation is not known.
  public Outcome apply(ServerFrame.Event event) {
    ConversationMirror known = conversations.get(event.conversationId());
    if (known == null) {
      return Outcome.IGNORED;
    }
    Outcome outcome = known.apply(event);
    if (outcome == Outcome.APPLIED) {
      learn(event.put());
    }
    return applied(known.id(), outcome);
  }

  /// Takes the viewer's read mark of a known conversation.
  public Outcome apply(ServerFrame.Marked marked) {
    ConversationMirror known = conversations.get(marked.conversationId());
    if (known == null || known.position().epoch() != marked.asOf().epoch()) {
      return Outcome.IGNORED;
    }
    return applied(known.id(), known.apply(marked.mark()));
  }

  /// Takes users.
  public void learn(List<? extends Fact> facts) {
    for (Fact fact : facts) {
      if (fact instanceof UserFact user) {
        users.put(user);
      }
    }
  }

  /// Takes users, and who of them is no longer there.
  public void apply(ServerFrame.Users told) {
    learn(told.put());
    told.gone().forEach(users::end);
  }

  /// How far the list is known, and how long it is.
  public void inbox(@Nullable Bound from, int total) {
    inbox.from(from);
    inboxTotal(total);
  }

  /// How far the list of a filter is known.
  public void listed(ConversationFilter filter, Bound from) {
    Shelf<ConversationMirror> known = filtered.get(filter);
    if (known != null) {
      known.from(from);
      inboxChanged = true;
    }
  }

  /// How long the list is; -1 when it is not known.
  public void inboxTotal(int total) {
    inbox.total(total);
    inboxChanged = true;
  }

  /// Forgets a conversation, because the viewer takes no part in it or nobody looks at it.
  public void drop(String id) {
    if (conversations.remove(id) != null) {
      changed.add(id);
      relist(id);
    }
  }

  /// Makes a conversation as small as what is looked at.
  public void prune(
      String id,
      @Nullable Bound messagesFrom,
      @Nullable Bound participantsFrom,
      Collection<String> named,
      Collection<ReactionsOf> reactors) {
    ConversationMirror known = conversations.get(id);
    if (known != null) {
      known.retainReactors(reactors);
      known.prune(messagesFrom, participantsFrom, named);
    }
  }

  /// Everybody who appears in a conversation.
  public Set<String> people() {
    Set<String> people = new HashSet<>();
    conversations.values().forEach(conversation -> conversation.addPeople(people));
    return people;
  }

  /// Forgets all other users.
  public void retainUsers(Collection<String> ids) {
    users.retain(ids);
  }

  /// What changed since this was last asked.
  public Changes takeChanges() {
    var changes = new Changes(Set.copyOf(changed), users.takeChanged(), inboxChanged);
    changed.clear();
    inboxChanged = false;
    return changes;
  }

  private Outcome applied(String id, Outcome outcome) {
    switch (outcome) {
      case APPLIED -> {
        changed.add(id);
        relist(id);
      }
      case LEFT -> drop(id);
      case IGNORED, GAP -> {}
    }
    return outcome;
  }

  /// Puts a conversation where it belongs in the list now.
  private void relist(String id) {
    ConversationMirror known = conversations.get(id);
    Bound before = known == null ? places.remove(id) : places.put(id, known.place());
    if (before != null) {
      inbox.remove(before);
      filtered.values().forEach(shelf -> shelf.remove(before));
    }
    if (known != null) {
      inbox.put(known.place(), known);
      relist(known);
    }
    inboxChanged = true;
  }

  /// Puts a conversation into the filtered lists to which it belongs now.
  private void relist(ConversationMirror known) {
    if (!filtered.isEmpty()) {
      ConversationTraits traits = known.traits();
      filtered.forEach((filter, shelf) -> {
        if (filter.matches(traits)) {
          shelf.put(known.place(), known);
        }
      });
    }
  }
}
