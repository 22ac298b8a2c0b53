package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.StoredSettings;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.search.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What searches find: only in the actor's own conversations, and exactly what [Words] say,
/// whatever the index thinks. Used inside one snapshot of the store.
final class Searches {
  private static final int MAX_PAGE = 100;

  /// The custom value of a conversation that is searched beside its subject.
  static final String SEARCHED = "search";

  private final ChatLimits limits;
  private final SearchLimits searches;
  private final StoredSettings settings;

  Searches(ChatLimits limits, SearchLimits searches, StoredSettings settings) {
    this.limits = limits;
    this.searches = searches;
    this.settings = settings;
  }

  /// Has the index name candidates, and looks at each.
  SearchPage messages(Sql sql, Actor actor, Query.SearchMessages query) throws SQLException {
    Actor.UserActor user = user(actor);
    Words words = words(query.text(), query.limit(), query.filter());
    long below = row(query.from());
    Map<Long, String> own = new HashMap<>();
    for (InboxEntry entry : entries(sql, user, query.filter(), query.filter() != null)) {
      own.put(entry.key(), entry.id());
    }
    if (words.isEmpty() || own.isEmpty()) {
      return SearchPage.EMPTY;
    }
    MessageHits hits =
        new MessageHits(
            sql, limits, user, View.of(sql, settings, user), words, own, query.limit(), searches);
    TextIndex.find(sql, words, own.size() <= searches.places() ? own.keySet() : null, below, hits);
    return hits.page();
  }

  /// Looks at all conversations of the actor: there are not so many, and each has little to look
  /// at.
  SearchPage conversations(Sql sql, Actor actor, Query.SearchConversations query)
      throws SQLException {
    Actor.UserActor user = user(actor);
    Words words = words(query.text(), query.limit(), query.filter());
    Bound from = query.from();
    List<ConversationState> states = new ArrayList<>();
    @Nullable Bound last = null;
    long bytes = 0;
    for (InboxEntry entry : entries(sql, user, query.filter(), true)) {
      boolean done = from != null && from.holds(entry.activity(), entry.id());
      if (!done && isHit(words, entry.traits())) {
        if (states.size() == query.limit() || bytes >= limits.answerBytes()) {
          return new SearchPage(List.of(), states, last);
        }
        ConversationReader reader =
            ConversationReader.of(sql, limits, user.app().key(), user.userId(), entry.id())
                .orElseThrow();
        states.add(reader.summary());
        bytes += reader.size();
        last = entry.place();
      }
    }
    return new SearchPage(List.of(), states, null);
  }

  private static List<InboxEntry> entries(
      Sql sql, Actor.UserActor user, @Nullable ConversationFilter filter, boolean withTraits)
      throws SQLException {
    List<InboxEntry> entries = InboxEntry.all(sql, user.app().key(), user.userId(), withTraits);
    return filter == null
        ? entries
        : entries.stream()
            .filter(entry -> entry.traits() != null && filter.matches(entry.traits()))
            .toList();
  }

  /// All words in the one field or all in the other.
  private static boolean isHit(Words words, @Nullable ConversationTraits traits) {
    if (traits == null) {
      return false;
    }
    String subject = traits.subject();
    String searched = traits.custom().get(SEARCHED);
    return (subject != null && words.match(subject)) || (searched != null && words.match(searched));
  }

  private Words words(String text, int limit, @Nullable ConversationFilter filter) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw Checks.bad("limit", limit + "", "1 to " + MAX_PAGE);
    }
    if (text.length() > searches.textLength()) {
      throw Checks.bad("text", text.length() + " characters", "at most " + searches.textLength());
    }
    if (filter != null) {
      Checks.filter(filter);
    }
    Words words = Words.of(text);
    if (words.count() > searches.words()) {
      throw Checks.bad("text", words.count() + " words", "at most " + searches.words());
    }
    return words;
  }

  /// Below which row a page goes on.
  private static long row(@Nullable Bound from) {
    if (from == null) {
      return TextIndex.TOP;
    }
    try {
      return TextIndex.rowOf(from.at(), Long.parseLong(from.id()));
    } catch (IllegalArgumentException e) {
      throw Checks.bad("from", from.id(), "what the page before said");
    }
  }

  private static Actor.UserActor user(Actor actor) {
    if (actor instanceof Actor.UserActor user) {
      return user;
    }
    throw new Refusal(ErrorCode.PERMISSION_DENIED, "only for users");
  }
}
