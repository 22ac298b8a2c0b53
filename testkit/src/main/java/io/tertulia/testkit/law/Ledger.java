package io.tertulia.testkit.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What was sent and what may be gone, by what the senders were told. Safe for use by any thread.
final class Ledger {
  private static final int RECENT = 4;

  private final AtomicInteger sends = new AtomicInteger();
  private final Map<Integer, List<Sent>> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> doomed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> razed = ConcurrentHashMap.newKeySet();
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  private final Set<String> erased = ConcurrentHashMap.newKeySet();

  /// A message that the server said it has.
  ///
  /// @param device that sent it; -1 for who has none
  /// @param number of the send, growing in the order in which they were made
  record Sent(String id, int device, int number) {}

  /// The number of the next send.
  int next() {
    return sends.incrementAndGet();
  }

  void acknowledge(int place, Sent sent) {
    acknowledged.computeIfAbsent(place, key -> new CopyOnWriteArrayList<>()).add(sent);
  }

  /// Somebody asks to delete it, with or without success.
  void doom(String messageId) {
    doomed.add(messageId);
  }

  /// Somebody asks to delete a whole conversation.
  void raze(int place) {
    razed.add(place);
  }

  /// Somebody asks to erase that person.
  void erase(String userId) {
    erased.add(userId);
  }

  boolean isErased(String userId) {
    return erased.contains(userId);
  }

  boolean isAnybodyErased() {
    return !erased.isEmpty();
  }

  /// Whether that person may write there changes, or may change.
  ///
  /// Then nothing is said about the order of that person's messages: a send that is refused, but
  /// whose refusal gets lost with the line, is made again and may then be stored behind a later
  /// one.
  void unsettle(int place, String userId) {
    unsettled.add(place + " " + userId);
  }

  boolean isSettled(int place, String userId) {
    return !isErased(userId) && !unsettled.contains(place + " " + userId);
  }

  boolean isRazed(int place) {
    return razed.contains(place);
  }

  /// Some message of the conversation that was acknowledged; null when there is none.
  @Nullable Sent any(int place, int pick) {
    List<Sent> known = known(place);
    return known.isEmpty() ? null : known.get(pick % known.size());
  }

  /// One of the last messages of the conversation that were acknowledged, so that people meet at
  /// it; null when there is none.
  @Nullable Sent recent(int place, int pick) {
    List<Sent> known = known(place);
    List<Sent> last = known.subList(Math.max(0, known.size() - RECENT), known.size());
    return last.isEmpty() ? null : last.get(pick % last.size());
  }

  /// The message of the conversation that was acknowledged last; null when there is none.
  @Nullable Sent last(int place) {
    List<Sent> known = kept(place);
    return known.isEmpty() ? null : known.getLast();
  }

  /// Some message that this person sent there; null when there is none.
  @Nullable Sent anyBy(World world, Device author, int place, int pick) {
    List<Sent> own = by(world, author, place);
    return own.isEmpty() ? null : own.get(pick % own.size());
  }

  /// The last message that this person sent there; null when there is none.
  @Nullable Sent lastBy(World world, Device author, int place) {
    List<Sent> own = by(world, author, place);
    return own.isEmpty() ? null : own.getLast();
  }

  /// Those that must still be there.
  List<Sent> kept(int place) {
    return known(place).stream().filter(sent -> !doomed.contains(sent.id())).toList();
  }

  /// How many messages were acknowledged.
  int count() {
    return acknowledged.values().stream().mapToInt(List::size).sum();
  }

  private List<Sent> by(World world, Device author, int place) {
    return kept(place).stream()
        .filter(sent -> sent.device() >= 0)
        .filter(sent -> world.device(sent.device()).userId().equals(author.userId()))
        .toList();
  }

  private List<Sent> known(int place) {
    return new ArrayList<>(acknowledged.getOrDefault(place, List.of()));
  }
}
