package io.tertulia.client;

/// Something that goes on until it is ended.
public interface TalkSubscription extends AutoCloseable {
  /// Ends it. No further callback starts after this returned; does nothing when it has ended
  /// already.
  void unsubscribe();

  /// The same as [#unsubscribe].
  @Override
  default void close() {
    unsubscribe();
  }
}
