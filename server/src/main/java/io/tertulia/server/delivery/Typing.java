package io.tertulia.server.delivery;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ServerFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Who is typing where, on this node. Kept in memory alone; guarded by its monitor, inside which
/// nobody is told anything.
///
/// What changes is told at the next tick: one frame a conversation, encoded once, however many
/// began or ended meanwhile. Among many, who else types makes no frame. So a room in which n people
/// type costs a few frames for each of those who look, not n.
public final class Typing {
  /// So long somebody types who does not say so again.
  static final Duration LASTS = Duration.ofSeconds(10);

  /// At most so many are named: five, and the viewer.
  static final int NAMED = 6;

  private final LongSupplier nanos;
  private final Map<TopicId, Typists> typists = new HashMap<>();
  private final Set<TopicId> changed = new LinkedHashSet<>();

  /// As all typing lasts as long, what was begun first ends first; what was said again is passed
  /// over.
  private final Queue<Expiry> expiries = new ArrayDeque<>();

  private record Expiry(TopicId conversation, String userId, long until) {}

  private record Typist(UserFact user, long until) {}

  /// Who types in one conversation, the longest typing first, and what was told of it.
  private static final class Typists {
    private final Map<String, Typist> now = new LinkedHashMap<>();
    private List<String> named = List.of();
    private boolean many;
    private @Nullable Payload told;
  }

  /// That something must be told to those who follow a conversation.
  record News(TopicId conversation, Payload payload) {}

  /// @param nanos a time that never jumps, such as [System#nanoTime]
  Typing(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Somebody types from now on, or still.
  public synchronized void begin(TopicId conversation, UserFact user) {
    long until = nanos.getAsLong() + LASTS.toNanos();
    Typists here = typists.computeIfAbsent(conversation, ignored -> new Typists());
    if (here.now.put(user.id(), new Typist(user, until)) == null) {
      changed.add(conversation);
    }
    expiries.add(new Expiry(conversation, user.id(), until));
  }

  /// Somebody types no longer.
  public synchronized void end(TopicId conversation, String userId) {
    Typists here = typists.get(conversation);
    if (here != null && here.now.remove(userId) != null) {
      changed.add(conversation);
    }
  }

  /// Says whether somebody types there.
  synchronized boolean types(TopicId conversation, String userId) {
    Typists here = typists.get(conversation);
    return here != null && here.now.containsKey(userId);
  }

  /// What was told last of a conversation; null when that was that nobody types.
  synchronized @Nullable Payload told(TopicId conversation) {
    Typists here = typists.get(conversation);
    return here == null ? null : here.told;
  }

  /// Ends what is over; what must be told since this was last asked.
  synchronized List<News> takeNews() {
    long now = nanos.getAsLong();
    for (Expiry next = expiries.peek();
        next != null && next.until - now <= 0;
        next = expiries.peek()) {
      expiries.remove();
      expire(next);
    }
    List<News> news = new ArrayList<>();
    for (TopicId conversation : changed) {
      Typists here = typists.get(conversation);
      if (here != null) {
        look(conversation, here, news);
      }
    }
    changed.clear();
    return news;
  }

  private void expire(Expiry expiry) {
    Typists here = typists.get(expiry.conversation());
    Typist typist = here == null ? null : here.now.get(expiry.userId());
    if (typist != null && typist.until == expiry.until()) {
      end(expiry.conversation(), expiry.userId());
    }
  }

  private void look(TopicId conversation, Typists here, List<News> news) {
    boolean many = here.now.size() > NAMED;
    List<String> named = many ? List.of() : List.copyOf(here.now.keySet());
    if (many != here.many || !named.equals(here.named)) {
      List<UserFact> people =
          many ? List.of() : here.now.values().stream().map(Typist::user).toList();
      Payload payload = Payload.of(new ServerFrame.Typing(conversation.id(), named, many, people));
      here.many = many;
      here.named = named;
      here.told = here.now.isEmpty() ? null : payload;
      news.add(new News(conversation, payload));
    }
    if (here.now.isEmpty()) {
      typists.remove(conversation);
    }
  }
}
