package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.client.ConversationListSubscription;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.ListSubscription;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.Search;
import io.tertulia.client.SearchMessageSnapshot;
import io.tertulia.client.SearchState;
import io.tertulia.client.TalkSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Compares what searches find with what lists show, when all is quiet: everything that has the
/// words and nothing else, the newest first.
final class Findings {
  private static final long PATIENCE_SECONDS = 60;
  private static final int PAGE = 50;

  private final World world;

  Findings(World world) {
    this.world = world;
  }

  /// @throws Breach when a search found too much, too little, or in another order
  void hold() {
    Map<String, TalkSession> sessions = new HashMap<>();
    try {
      for (Inquiry inquiry : world.inquiries()) {
        TalkSession session =
            sessions.computeIfAbsent(
                inquiry.userId(),
                id -> world.people().stranger(id, options -> options.forceNew(true)));
        if (inquiry.messages()) {
          compareMessages(inquiry, session);
        } else {
          compareConversations(inquiry, session);
        }
      }
    } finally {
      sessions.values().forEach(TalkSession::close);
    }
  }

  private static void compareMessages(Inquiry inquiry, TalkSession session) {
    List<MessageSnapshot> there = new ArrayList<>();
    for (ConversationSnapshot conversation : conversations(session)) {
      var list = session.conversation(conversation.id()).subscribeMessages(null);
      all(list, PAGE).stream()
          .filter(message -> inquiry.matches(message.plaintext()))
          .forEach(there::add);
      list.unsubscribe();
    }
    List<SearchMessageSnapshot> results = found(inquiry, session.searchMessages(null));
    List<MessageSnapshot> found = results.stream().map(SearchMessageSnapshot::message).toList();
    mustBeSame(inquiry, there, found);
    Comparator<MessageSnapshot> newestFirst =
        Comparator.comparing(MessageSnapshot::createdAt).reversed();
    if (!found.stream().sorted(newestFirst).toList().equals(found)) {
      throw new Breach(inquiry + ": not the newest first: " + found);
    }
  }

  private static void compareConversations(Inquiry inquiry, TalkSession session) {
    List<ConversationSnapshot> there =
        conversations(session).stream()
            .filter(seen -> seen.subject() != null && inquiry.matches(seen.subject()))
            .toList();
    List<ConversationSnapshot> found = found(inquiry, session.searchConversations(null));
    if (!found.equals(there)) {
      throw new Breach(inquiry + ":\n  found " + found + "\n  there " + there);
    }
  }

  private static void mustBeSame(
      Inquiry inquiry, List<MessageSnapshot> there, List<MessageSnapshot> found) {
    if (found.size() != there.size() || !new HashSet<>(found).equals(new HashSet<>(there))) {
      List<MessageSnapshot> missing = new ArrayList<>(there);
      missing.removeAll(found);
      List<MessageSnapshot> wrong = new ArrayList<>(found);
      wrong.removeAll(there);
      throw new Breach(inquiry + ": missing " + missing + ", wrong " + wrong);
    }
  }

  private static List<ConversationSnapshot> conversations(TalkSession session) {
    ConversationListSubscription list = session.subscribeConversations();
    List<ConversationSnapshot> all = all(list, PAGE);
    list.unsubscribe();
    return all;
  }

  private static <E> List<E> all(ListSubscription<E> list, int page) {
    var active = await(list.connected());
    while (!active.loadedAll()) {
      await(list.loadMore(Math.min(page, WatchSteps.most(list))));
      active = await(list.connected().thenApply(first -> current(list)));
    }
    List<E> items = active.latestSnapshot();
    return items == null ? List.of() : items;
  }

  @SuppressWarnings("unchecked") // An active state of that list.
  private static <E> Active<List<E>> current(ListSubscription<E> list) {
    return (Active<List<E>>) list.state();
  }

  private static <T> List<T> found(Inquiry inquiry, Search<T> search) {
    SearchState<T> state = await(search.setQuery(inquiry.query()));
    while (!state.loadedAll()) {
      state = await(search.loadMore(PAGE));
    }
    return state.results();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new Breach("a search or a list is not answered: " + e);
    }
  }
}
