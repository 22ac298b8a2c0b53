package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.search.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at candidates one by one, the newest first, and gathers those that are hits, until the
/// page is full or enough was looked at. Used once, inside one snapshot of the store.
final class MessageHits implements TextIndex.Visitor {
  private final Sql sql;
  private final ChatLimits limits;
  private final Actor.UserActor actor;
  private final View view;
  private final Words words;
  private final Map<Long, String> own;
  private final int limit;
  private int candidates;
  private long characters;
  private long bytes;
  private final List<ServerFrame.Hit> hits = new ArrayList<>();
  private final Map<Long, Seen> conversations = new LinkedHashMap<>();
  private long lastRow;
  private @Nullable Bound next;

  /// A conversation with hits: what a list shows of it, and the messages besides.
  private record Seen(ConversationState summary, FactCollector messages) {
    ConversationState state() {
      List<Fact> put = new ArrayList<>(summary.put());
      put.addAll(messages.facts());
      return new ConversationState(
          summary.conversationId(),
          summary.position(),
          true,
          put,
          List.of(),
          summary.mark(),
          null,
          null);
    }
  }

  /// @param own the conversations in which to look: ids by key
  /// @param limit how many hits a page has
  /// @param searches how much may be looked at
  MessageHits(
      Sql sql,
      ChatLimits limits,
      Actor.UserActor actor,
      View view,
      Words words,
      Map<Long, String> own,
      int limit,
      SearchLimits searches) {
    this.sql = sql;
    this.limits = limits;
    this.actor = actor;
    this.view = view;
    this.words = words;
    this.own = own;
    this.limit = limit;
    this.candidates = searches.candidates();
    this.characters = searches.characters();
  }

  /// What was found, and where to go on.
  SearchPage page() {
    return new SearchPage(hits, conversations.values().stream().map(Seen::state).toList(), next);
  }

  @Override
  public boolean visit(long row, long place, long at) throws SQLException {
    if (candidates-- <= 0 || characters <= 0 || bytes >= limits.answerBytes()) {
      next = bound(lastRow);
      return false;
    }
    String conversation = own.get(place);
    Optional<MessageRow> message =
        conversation == null ? Optional.empty() : MessageRows.at(sql, place, at);
    if (conversation != null && message.isPresent() && isHit(message.get())) {
      if (hits.size() == limit) {
        next = bound(lastRow);
        return false;
      }
      add(conversation, message.get());
    }
    lastRow = row;
    return true;
  }

  /// Looks at the text that the viewer may see.
  private boolean isHit(MessageRow message) throws SQLException {
    Optional<String> text = Texts.of(message);
    characters -= text.map(String::length).orElse(0);
    if (text.filter(words::match).isEmpty() || view.id() == null) {
      return text.filter(words::match).isPresent();
    }
    String sender =
        message.sender() == null ? null : UserRows.get(sql, message.sender()).fact().id();
    return words.match(Texts.of(view.shown(sender, message.content())));
  }

  private void add(String conversation, MessageRow message) throws SQLException {
    Seen seen = conversations.get(message.conversation());
    if (seen == null) {
      ConversationReader reader =
          ConversationReader.of(sql, limits, actor.app().key(), actor.userId(), conversation)
              .orElseThrow();
      seen = new Seen(reader.summary(), reader.besides());
      conversations.put(message.conversation(), seen);
      bytes += reader.size();
    }
    long before = seen.messages.size();
    seen.messages.add(message);
    bytes += seen.messages.size() - before;
    hits.add(new ServerFrame.Hit(conversation, message.id()));
  }

  private static Bound bound(long row) {
    return new Bound(TextIndex.timeOf(row), Long.toString(TextIndex.slotOf(row)));
  }
}
