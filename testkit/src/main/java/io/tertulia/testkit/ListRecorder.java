package io.tertulia.testkit;

import io.tertulia.client.ListListener;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recorder of lists: what a subscription to messages, participants or conversations tells.
///
/// ```java
/// var seen = new ListRecorder<MessageSnapshot>();
/// conversation.subscribeMessages(seen);
/// seen.awaitUntil(page -> page.size() == 3);
/// ```
///
/// @param <E> items of the lists
public final class ListRecorder<E> extends Recorder<ListRecorder.Page<E>>
    implements ListListener<E> {
  /// A recorder with the usual patience.
  public ListRecorder() {}

  /// A recorder that waits so long.
  public ListRecorder(Duration patience) {
    super(patience);
  }

  @Override
  public void onSnapshot(@Nullable List<E> snapshot, boolean loadedAll) {
    accept(new Page<>(snapshot, loadedAll));
  }

  /// What the listener was told at once.
  ///
  /// @param items null when there is nothing to see
  /// @param loadedAll whether they are all there are
  public record Page<E>(@Nullable List<E> items, boolean loadedAll) {
    /// How many items there are; none when there is nothing to see.
    public int size() {
      return items == null ? 0 : items.size();
    }

    /// The newest item.
    ///
    /// @throws IllegalStateException when there is none
    public E first() {
      if (items == null || items.isEmpty()) {
        throw new IllegalStateException("an empty page has no first item");
      }
      return items.getFirst();
    }
  }
}
