package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.filter.AnyOf;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.filter.SimpleConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.protocol.filter.TimeFilter;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.UserConversation;
import io.tertulia.server.search.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of conversations as the app itself sees them: page by page, in the order of an index. Used
/// inside one snapshot of the store.
final class ConversationLists {
  /// One look takes at most so many conversations, whether they are wanted or not.
  static final int LOOKED_AT = 1_000;

  /// One look takes no more conversations when it has read of so many participants.
  private static final int PEOPLE = 2_000;

  /// Before all times that a filter can name.
  private static final long NEVER = TimeFilter.EARLIEST - 1;

  private final Sql sql;
  private final long app;
  private final Records records;

  ConversationLists(Sql sql, long app, Records records) {
    this.sql = sql;
    this.app = app;
    this.records = records;
  }

  /// Conversations of the app.
  Page<ConversationRecord> page(AppQuery.ListConversations query) throws SQLException {
    Listing listing = query.listing();
    List<ConversationRecord> items = new ArrayList<>();
    @Nullable Place last = start(listing, query.after());
    int people = 0;
    List<Place> candidates = Candidates.ofApp(sql, app, listing, last, most(listing));
    for (Place candidate : candidates) {
      ConversationRow row = ConversationRows.get(sql, candidate.key());
      if (isWanted(listing, row, null)) {
        items.add(records.conversation(row));
        people += row.tally().participants();
      }
      last = candidate;
      if (items.size() == listing.limit()) {
        return new Page<>(items, null);
      }
      if (people >= PEOPLE) {
        break;
      }
    }
    return new Page<>(
        items,
        candidates.size() < most(listing) && people < PEOPLE
            ? null
            : new AppQuery.ListConversations(
                listing.withLimit(listing.limit() - items.size()), last));
  }

  /// Conversations of the app that have words.
  Page<ConversationRecord> page(AppQuery.SearchConversations query, Words words)
      throws SQLException {
    Listing listing = query.listing();
    List<ConversationRecord> items = new ArrayList<>();
    @Nullable Place last = start(listing, query.after());
    int people = 0;
    List<Place> candidates = Candidates.ofApp(sql, app, listing, last, LOOKED_AT);
    for (Place candidate : candidates) {
      ConversationRow row = ConversationRows.get(sql, candidate.key());
      if (has(words, row.fact()) && isWanted(listing, row, null)) {
        items.add(records.conversation(row));
        people += row.tally().participants();
      }
      last = candidate;
      if (items.size() == listing.limit()) {
        return new Page<>(items, null);
      }
      if (people >= PEOPLE) {
        break;
      }
    }
    return new Page<>(
        items,
        candidates.size() < LOOKED_AT && people < PEOPLE
            ? null
            : new AppQuery.SearchConversations(
                query.text(), listing.withLimit(listing.limit() - items.size()), last));
  }

  private static boolean has(Words words, ConversationFact fact) {
    String subject = fact.subject();
    String searched = fact.custom().get(Searches.SEARCHED);
    return words.match(fact.id())
        || (subject != null && words.match(subject))
        || (searched != null && words.match(searched));
  }

  /// Whether a filter wants a conversation that nobody's own part is looked at of.
  static boolean matches(ConversationFilter filter, ConversationRow row) {
    return matches(filter, traits(row, null, false));
  }

  /// Conversations of a user; those that the app keeps him out of only when the filter names the
  /// access `None`.
  Page<UserConversation> page(UserRow user, AppQuery.ListUserConversations query)
      throws SQLException {
    Listing listing = query.listing();
    List<UserConversation> items = new ArrayList<>();
    @Nullable Place last = start(listing, query.after());
    int people = 0;
    List<Place> candidates =
        Candidates.ofUser(
            sql, user.key(), asksForKeptOut(listing.filter()), listing, last, most(listing));
    for (Place candidate : candidates) {
      ConversationRow row = ConversationRows.get(sql, candidate.key());
      ParticipantRow own = ParticipantRows.findAny(sql, row.key(), user.key()).orElseThrow();
      if (isWanted(listing, row, own)) {
        items.add(listed(row, own));
        people += row.tally().participants();
      }
      last = candidate;
      if (items.size() == listing.limit()) {
        return new Page<>(items, null);
      }
      if (people >= PEOPLE) {
        break;
      }
    }
    return new Page<>(
        items,
        candidates.size() < most(listing) && people < PEOPLE
            ? null
            : new AppQuery.ListUserConversations(
                query.userId(), listing.withLimit(listing.limit() - items.size()), last));
  }

  private UserConversation listed(ConversationRow row, ParticipantRow own) throws SQLException {
    boolean unread = records.isUnread(own, row);
    int count = unread ? MessageRows.unread(sql, row.key(), own.user(), own.readUntil()) : 0;
    return new UserConversation(records.conversation(row), count, unread);
  }

  /// Where a page begins: where the one before ended, or at its last conversation as it stands now.
  private @Nullable Place start(Listing listing, @Nullable Place after) throws SQLException {
    String id = listing.startingAfter();
    if (after != null || id == null) {
      return after;
    }
    ConversationRow row =
        ConversationRows.find(sql, app, id)
            .orElseThrow(() -> Checks.bad("startingAfter", id, "a conversation"));
    Long newestAt = row.newestAt();
    return new Place(
        listing.order() == Listing.Order.LAST_ACTIVITY && newestAt != null
            ? newestAt
            : row.fact().createdAt(),
        row.key());
  }

  /// Where nothing is filtered, as many as are missing do.
  private static int most(Listing listing) {
    boolean all =
        listing.filter() == null
            && !listing.onlyUnread()
            && listing.lastMessageAfter() == null
            && listing.lastMessageBefore() == null;
    return all ? listing.limit() : LOOKED_AT;
  }

  private boolean isWanted(Listing listing, ConversationRow row, @Nullable ParticipantRow own)
      throws SQLException {
    ConversationFilter filter = listing.filter();
    if (!listing.fits(row.newestAt())) {
      return false;
    }
    if (filter == null && !listing.onlyUnread()) {
      return true;
    }
    boolean unread = own != null && records.isUnread(own, row);
    return (unread || !listing.onlyUnread())
        && (filter == null || matches(filter, traits(row, own, unread)));
  }

  private static ConversationTraits traits(
      ConversationRow row, @Nullable ParticipantRow own, boolean unread) {
    Long newestAt = row.newestAt();
    return new ConversationTraits(
        own == null ? Access.READ_WRITE : own.fact().access(),
        row.fact().custom(),
        unread,
        row.fact().subject(),
        newestAt == null ? NEVER : newestAt,
        row.fact().createdAt(),
        newestAt != null,
        own == null ? NEVER : own.fact().joinedAt());
  }

  private static boolean matches(ConversationFilter filter, ConversationTraits traits) {
    if (traits.access() != Access.NONE) {
      return filter.matches(traits);
    }
    return alternatives(filter).stream().anyMatch(one -> namesNone(one) && one.matches(traits));
  }

  private static boolean asksForKeptOut(@Nullable ConversationFilter filter) {
    return filter != null && alternatives(filter).stream().anyMatch(ConversationLists::namesNone);
  }

  private static boolean namesNone(SimpleConversationFilter filter) {
    StringFilter access = filter.access();
    return access != null && !access.negated() && access.values().contains(Access.NONE.wire());
  }

  private static List<SimpleConversationFilter> alternatives(ConversationFilter filter) {
    return switch (filter) {
      case SimpleConversationFilter simple -> List.of(simple);
      case AnyOf any -> any.alternatives();
    };
  }
}
