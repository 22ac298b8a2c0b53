package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;

/// Hears what becomes of something; exactly one of the two is called, once, on the turn.
public interface Reply<T> {
  void answered(T value);

  void refused(Failure failure);
}
