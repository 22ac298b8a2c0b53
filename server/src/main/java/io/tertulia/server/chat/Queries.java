package io.tertulia.server.chat;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.content.Emoji;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.StoredSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What queries find. Used inside one snapshot of the store.
final class Queries {
  private static final int MAX_PAGE = 100;

  private final ChatLimits limits;
  private final Checks checks;
  private final StoredSettings settings;
  private final Searches searches;

  Queries(ChatLimits limits, Checks checks, StoredSettings settings, Searches searches) {
    this.limits = limits;
    this.checks = checks;
    this.settings = settings;
    this.searches = searches;
  }

  /// What an actor sees of it: users by their role, the app itself as it was written.
  Found answer(Sql sql, Actor actor, Query query) throws SQLException {
    checkIds(query);
    Found found = find(sql, actor, query);
    return actor instanceof Actor.UserActor user
        ? View.of(sql, settings, user).shown(found)
        : found;
  }

  private Found find(Sql sql, Actor actor, Query query) throws SQLException {
    return switch (query) {
      case Query.GetUser q -> user(sql, actor, q);
      case Query.GetConversation q -> conversation(sql, actor, q);
      case Query.GetParticipant q -> participant(sql, actor, q);
      case Query.GetMessage q -> message(sql, actor, q);
      case Query.GetReactions q -> reactions(sql, actor, q);
      case Query.Translate q -> source(sql, actor, q);
      case Query.SearchMessages q -> new Found(searches.messages(sql, actor, q));
      case Query.SearchConversations q -> new Found(searches.conversations(sql, actor, q));
    };
  }

  private void checkIds(Query query) {
    switch (query) {
      case Query.GetUser q -> checks.id("userId", q.userId());
      case Query.GetConversation q -> checks.id("conversationId", q.conversationId());
      case Query.GetParticipant q -> {
        checks.id("conversationId", q.conversationId());
        checks.id("userId", q.userId());
      }
      case Query.GetMessage q -> {
        checks.id("conversationId", q.conversationId());
        checks.id("messageId", q.messageId());
      }
      case Query.GetReactions q -> {
        checks.id("conversationId", q.conversationId());
        checks.id("messageId", q.messageId());
        page(q.limit());
      }
      case Query.Translate q -> {
        checks.id("conversationId", q.conversationId());
        checks.id("messageId", q.messageId());
      }
      case Query.SearchMessages q -> {}
      case Query.SearchConversations q -> {}
    }
  }

  private static Found user(Sql sql, Actor actor, Query.GetUser query) throws SQLException {
    return UserRows.find(sql, actor.app().key(), query.userId())
        .map(row -> new Found(List.of(row.fact()), null))
        .orElse(Found.NOTHING);
  }

  private Found conversation(Sql sql, Actor actor, Query.GetConversation query)
      throws SQLException {
    if (actor instanceof Actor.UserActor user) {
      Optional<ConversationReader> reader =
          ConversationReader.of(
              sql, limits, user.app().key(), user.userId(), query.conversationId());
      if (reader.isEmpty()) {
        return Found.NOTHING;
      }
      ConversationState state = reader.get().summary();
      return new Found(state.put(), state.mark());
    }
    Optional<ConversationRow> row = find(sql, actor, query.conversationId());
    if (row.isEmpty()) {
      return Found.NOTHING;
    }
    FactCollector collector = new FactCollector(sql, told(sql, actor));
    collector.add(row.get().fact());
    collector.add(row.get().tally());
    Long newestAt = row.get().newestAt();
    if (newestAt != null) {
      Optional<MessageRow> newest = MessageRows.at(sql, row.get().key(), newestAt);
      if (newest.isPresent()) {
        collector.add(newest.get());
      }
    }
    return new Found(collector.facts(), null);
  }

  private static Found participant(Sql sql, Actor actor, Query.GetParticipant query)
      throws SQLException {
    Optional<ConversationRow> row = find(sql, actor, query.conversationId());
    boolean aboutSelf =
        actor instanceof Actor.UserActor user && user.userId().equals(query.userId());
    if (!aboutSelf && !mayLook(sql, actor, row)) {
      throw Actors.notParticipant(query.conversationId());
    }
    if (row.isEmpty()) {
      return Found.NOTHING;
    }
    Optional<ParticipantRow> participant =
        ParticipantRows.named(sql, row.get().key(), query.userId());
    if (participant.isEmpty()) {
      return Found.NOTHING;
    }
    FactCollector collector = new FactCollector(sql, ToldReactions.NONE);
    collector.add(participant.get());
    return new Found(collector.facts(), null);
  }

  private Found message(Sql sql, Actor actor, Query.GetMessage query) throws SQLException {
    Optional<ConversationRow> row = find(sql, actor, query.conversationId());
    if (row.isEmpty() || !mayLook(sql, actor, row)) {
      return Found.NOTHING;
    }
    Optional<MessageRow> message = MessageRows.find(sql, row.get().key(), query.messageId());
    return message.isEmpty() ? Found.NOTHING : found(sql, actor, List.of(message.get()));
  }

  /// What is to be translated: the message as this actor sees it.
  private Found source(Sql sql, Actor actor, Query.Translate query) throws SQLException {
    Optional<ConversationRow> row = find(sql, actor, query.conversationId());
    if (row.isEmpty() || !mayLook(sql, actor, row)) {
      throw Actors.notParticipant(query.conversationId());
    }
    return message(sql, actor, new Query.GetMessage(query.conversationId(), query.messageId()));
  }

  private static Found reactions(Sql sql, Actor actor, Query.GetReactions query)
      throws SQLException {
    Optional<ConversationRow> row = find(sql, actor, query.conversationId());
    if (row.isEmpty() || !mayLook(sql, actor, row)) {
      return Found.NOTHING;
    }
    Optional<MessageRow> message = MessageRows.find(sql, row.get().key(), query.messageId());
    if (message.isEmpty()) {
      return Found.NOTHING;
    }
    FactCollector collector = new FactCollector(sql, ToldReactions.NONE);
    collector.add(message.get());
    String emoji = Emoji.canonical(query.emoji());
    List<ReactionRow> found = new ArrayList<>();
    if (emoji != null) {
      ReactionRows.visit(
          sql,
          message.get(),
          emoji,
          reaction -> found.add(reaction) && found.size() < query.limit());
    }
    for (ReactionRow reaction : found) {
      collector.add(reaction);
    }
    return new Found(collector.facts(), null);
  }

  private Found found(Sql sql, Actor actor, List<MessageRow> messages) throws SQLException {
    FactCollector collector = new FactCollector(sql, told(sql, actor));
    for (MessageRow message : messages) {
      collector.add(message);
    }
    return new Found(collector.facts(), null);
  }

  /// A user is told its own reactions, the app those of all.
  private ToldReactions told(Sql sql, Actor actor) throws SQLException {
    return switch (actor) {
      case Actor.AppActor app -> ToldReactions.all(limits.listedReactions());
      case Actor.UserActor user ->
          UserRows.find(sql, user.app().key(), user.userId())
              .map(row -> ToldReactions.of(row.key()))
              .orElse(ToldReactions.NONE);
    };
  }

  private static void page(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw Checks.bad("limit", limit + "", "1 to " + MAX_PAGE);
    }
  }

  private static Optional<ConversationRow> find(Sql sql, Actor actor, String conversationId)
      throws SQLException {
    return ConversationRows.find(sql, actor.app().key(), conversationId);
  }

  private static boolean mayLook(Sql sql, Actor actor, Optional<ConversationRow> row)
      throws SQLException {
    if (actor instanceof Actor.UserActor user) {
      return row.isPresent()
          && ParticipantRows.named(sql, row.get().key(), user.userId()).isPresent();
    }
    return true;
  }
}
