package io.tertulia.server.chat;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.InboxPage;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// What followers of one user read.
final class StateReads implements Reads {
  private final Database database;
  private final ChatLimits limits;
  private final SearchLimits filters;
  private final Checks checks;
  private final Actor.UserActor actor;

  StateReads(
      Database database,
      ChatLimits limits,
      SearchLimits filters,
      Checks checks,
      Actor.UserActor actor) {
    this.database = database;
    this.limits = limits;
    this.filters = filters;
    this.checks = checks;
    this.actor = actor;
  }

  @Override
  public CompletionStage<Optional<ConversationState>> conversation(
      ClientFrame.FollowConversation wanted) {
    return database.read(sql -> {
      checks.id("conversationId", wanted.conversationId());
      Optional<ConversationReader> reader =
          ConversationReader.of(
              sql, limits, actor.app().key(), actor.userId(), wanted.conversationId());
      return reader.isPresent() ? Optional.of(reader.get().read(wanted)) : Optional.empty();
    });
  }

  @Override
  public CompletionStage<Set<String>> memberships() {
    return database.read(sql -> inboxReader(sql).memberships());
  }

  @Override
  public CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart) {
    return database.read(sql -> inboxReader(sql).read(wanted, apart));
  }

  @Override
  public CompletionStage<List<UserFact>> users(Map<String, Long> versions) {
    return database.read(sql -> newer(sql, versions));
  }

  private List<UserFact> newer(Sql sql, Map<String, Long> versions) throws SQLException {
    List<UserFact> found = new ArrayList<>();
    for (Map.Entry<String, Long> wanted : versions.entrySet()) {
      checks.id("userId", wanted.getKey());
      UserRows.find(sql, actor.app().key(), wanted.getKey())
          .map(UserRow::fact)
          .filter(fact -> fact.version() > wanted.getValue())
          .ifPresent(found::add);
    }
    return found;
  }

  private InboxReader inboxReader(Sql sql) {
    return new InboxReader(sql, limits, filters, actor.app().key(), actor.userId());
  }
}
