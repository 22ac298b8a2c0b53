package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.InboxPage;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.UserNews;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.StoredSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What followers of one user read.
final class StateReads implements Reads {
  private final Database database;
  private final ChatLimits limits;
  private final SearchLimits filters;
  private final Checks checks;
  private final StoredSettings settings;
  private final Actor.UserActor actor;
  private final AtomicReference<@Nullable View> settled = new AtomicReference<>();

  StateReads(
      Database database,
      ChatLimits limits,
      SearchLimits filters,
      Checks checks,
      StoredSettings settings,
      Actor.UserActor actor) {
    this.database = database;
    this.limits = limits;
    this.filters = filters;
    this.checks = checks;
    this.settings = settings;
    this.actor = actor;
  }

  @Override
  public CompletionStage<Optional<String>> settle() {
    return database.read(sql -> Optional.ofNullable(settle(sql).id()));
  }

  @Override
  public @Nullable Object view() {
    return settled.get();
  }

  @Override
  public boolean visible() {
    View view = settled.get();
    return view != null && view.visible();
  }

  @Override
  public CompletionStage<Optional<ConversationState>> conversation(
      ClientFrame.FollowConversation wanted) {
    return database.read(sql -> {
      checks.id("conversationId", wanted.conversationId());
      checks.reactorLists(wanted.reactors().size());
      Optional<ConversationReader> reader =
          ConversationReader.of(
              sql, limits, actor.app().key(), actor.userId(), wanted.conversationId());
      View view = settle(sql);
      return reader.isPresent()
          ? Optional.of(view.shown(reader.get().read(wanted)))
          : Optional.empty();
    });
  }

  @Override
  public CompletionStage<Set<String>> memberships() {
    return database.read(sql -> inboxReader(sql).memberships());
  }

  @Override
  public CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart) {
    return database.read(sql -> {
      View view = settle(sql);
      InboxPage page = inboxReader(sql).read(wanted, apart);
      return page.withStates(page.states().stream().map(view::shown).toList());
    });
  }

  @Override
  public void check(Collection<String> userIds) {
    userIds.forEach(id -> checks.id("userId", id));
  }

  @Override
  public CompletionStage<UserNews> users(Map<String, Long> versions) {
    return database.read(sql -> newer(sql, versions));
  }

  /// How the user sees texts, in this snapshot as in those before: a frame that is masked in one
  /// way must not follow one that is masked in another.
  private View settle(Sql sql) throws SQLException {
    View current = View.of(sql, settings, actor);
    View before = settled.updateAndGet(known -> known == null ? current : known);
    if (before == null || !before.equals(current)) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "what the user may see has changed (come back)");
    }
    return before;
  }

  private UserNews newer(Sql sql, Map<String, Long> versions) throws SQLException {
    List<UserFact> found = new ArrayList<>();
    Map<String, Long> gone = new LinkedHashMap<>();
    check(versions.keySet());
    long app = actor.app().key();
    for (Map.Entry<String, Long> wanted : versions.entrySet()) {
      Optional<UserRow> row = UserRows.findAny(sql, app, wanted.getKey());
      row.map(UserRow::fact)
          .filter(fact -> fact.version() > wanted.getValue())
          .ifPresent(found::add);
      if (row.isEmpty() && wanted.getValue() > 0) {
        gone.put(wanted.getKey(), UserRows.firstVersion(sql, app));
      }
    }
    return new UserNews(found, gone);
  }

  private InboxReader inboxReader(Sql sql) {
    return new InboxReader(sql, limits, filters, actor.app().key(), actor.userId());
  }
}
