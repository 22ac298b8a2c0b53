package io.tertulia.client;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Requests;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ServerFrame;

/// A request on the line, and who waits for what its answer means.
record Asked<T>(Request<T> request, Promise<T> promise) implements Requests.Reply {
  @Override
  public void answered(ServerFrame frame) {
    T value;
    try {
      value = request.meaning().apply(frame);
    } catch (RuntimeException e) {
      refused(new Failure(ErrorCode.INTERNAL, "The answer makes no sense.", e));
      return;
    }
    promise.answered(value);
  }

  @Override
  public void refused(Failure failure) {
    promise.refused(failure);
  }
}
