package io.tertulia.server.chat;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Role;
import io.tertulia.server.identity.StoredSettings;
import io.tertulia.server.masking.Masker;
import io.tertulia.server.masking.Masking.Mode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a user sees the texts of messages: the only place where they are masked. What is stored, and
/// what the app itself sees, is as it was written; so are the messages of the system.
///
/// @param masker as the user's role says
/// @param visible whether others may know that the user is online
record View(Masker masker, String userId, boolean visible) {

  /// How an actor sees texts, by the role and the settings in a snapshot of the store.
  static View of(Sql sql, StoredSettings settings, Actor.UserActor actor) throws SQLException {
    long app = actor.app().key();
    String name =
        UserRows.find(sql, app, actor.userId())
            .map(row -> row.fact().role())
            .orElse(Role.DEFAULT_NAME);
    Role role = settings.of(sql, app).role(name);
    return new View(role.masker(), actor.userId(), role.showOnline());
  }

  /// The name of this way of seeing; null when nothing is hidden.
  @Nullable String id() {
    return masker.hides() ? masker.id() : null;
  }

  /// Says whether own messages are shown as they were written, while others may not be.
  boolean sparesOwn() {
    return masker.settings().mode() == Mode.OTHERS;
  }

  /// Facts as the user sees them; the same list when nothing in them is hidden.
  List<Fact> shown(List<Fact> facts) {
    if (!masker.hides()) {
      return facts;
    }
    List<Fact> shown = new ArrayList<>(facts.size());
    for (Fact fact : facts) {
      shown.add(fact instanceof MessageFact message ? shown(message) : fact);
    }
    return shown.equals(facts) ? facts : shown;
  }

  ConversationState shown(ConversationState state) {
    return state.withPut(shown(state.put()));
  }

  Found shown(Found found) {
    SearchPage page = found.page();
    return new Found(shown(found.put()), found.mark(), page == null ? null : shown(page));
  }

  /// What the user sees of a message's content.
  ///
  /// @param sender null for a message of the system
  List<ContentBlock> shown(@Nullable String sender, List<ContentBlock> content) {
    return sender == null || (sparesOwn() && sender.equals(userId))
        ? content
        : masker.mask(content);
  }

  private SearchPage shown(SearchPage page) {
    return new SearchPage(
        page.hits(), page.states().stream().map(this::shown).toList(), page.next());
  }

  private MessageFact shown(MessageFact message) {
    return message.withContent(shown(message.senderId(), message.content()));
  }
}
