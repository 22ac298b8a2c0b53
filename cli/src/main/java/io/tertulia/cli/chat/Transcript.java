package io.tertulia.cli.chat;

import io.tertulia.client.MessageSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns lists of messages, each whole, into what happened between one and the next. For one
/// thread.
final class Transcript {
  private Map<String, MessageSnapshot> known = Map.of();
  private @Nullable MessageSnapshot newest;
  private boolean begun;
  private boolean all;

  /// Takes the next list.
  ///
  /// @param snapshot newest first; null when the reader takes no part
  /// @param loadedAll whether nothing is older
  List<Happening> follow(@Nullable List<MessageSnapshot> snapshot, boolean loadedAll) {
    if (snapshot == null) {
      boolean wasInside = begun;
      begun = false;
      known = Map.of();
      return wasInside ? List.of(new Happening.Outside()) : List.of();
    }
    all = loadedAll;
    List<MessageSnapshot> messages = snapshot.reversed();
    List<Happening> happened =
        begun ? changes(messages) : List.of(new Happening.Begun(messages, loadedAll));
    begun = true;
    known = messages.stream().collect(Collectors.toMap(MessageSnapshot::id, Function.identity()));
    if (!messages.isEmpty()) {
      newest = later(newest, messages.getLast());
    }
    return happened;
  }

  /// Says whether nothing is older than what was loaded.
  boolean loadedAll() {
    return all;
  }

  /// The newest message as it is now; null when there is none.
  @Nullable MessageSnapshot newest() {
    return known.values().stream()
        .max(Comparator.comparing(MessageSnapshot::createdAt))
        .orElse(null);
  }

  /// Says whether the message is in the list that came last.
  boolean knows(String messageId) {
    return known.containsKey(messageId);
  }

  private List<Happening> changes(List<MessageSnapshot> messages) {
    List<Happening> happened = new ArrayList<>();
    List<MessageSnapshot> older = new ArrayList<>();
    Map<String, MessageSnapshot> gone = new HashMap<>(known);
    for (MessageSnapshot message : messages) {
      MessageSnapshot before = gone.remove(message.id());
      if (before != null && !before.content().equals(message.content())) {
        happened.add(new Happening.Edited(before, message));
      } else if (before != null && !before.reactions().equals(message.reactions())) {
        happened.add(new Happening.Reacted(message));
      } else if (before == null && isNew(message)) {
        happened.add(new Happening.Said(message));
      } else if (before == null) {
        older.add(message);
      }
    }
    gone.values().stream()
        .sorted(Comparator.comparing(MessageSnapshot::createdAt))
        .forEach(message -> happened.add(new Happening.Deleted(message)));
    if (!older.isEmpty()) {
      happened.addFirst(new Happening.Older(older, all));
    }
    return happened;
  }

  private boolean isNew(MessageSnapshot message) {
    return newest == null || message.createdAt().isAfter(newest.createdAt());
  }

  private static MessageSnapshot later(@Nullable MessageSnapshot one, MessageSnapshot other) {
    return one != null && one.createdAt().isAfter(other.createdAt()) ? one : other;
  }
}
