package io.tertulia.backend;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// An answer's body as bytes, of which there may be 64 MiB: what is larger is cut off and fails, as
/// whoever answers so is not our server.
final class BoundedBody implements BodySubscriber<byte[]> {
  private static final long MAX_BYTES = 64 << 20;

  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private Flow.@Nullable Subscription subscription;
  private long left = MAX_BYTES;

  @Override
  public CompletionStage<byte[]> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    body.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    for (ByteBuffer some : bytes) {
      left -= some.remaining();
    }
    if (left >= 0) {
      body.onNext(bytes);
    } else if (subscription != null) {
      subscription.cancel();
      body.onError(new IOException("answer: too large (expected: at most 64 MiB)"));
    }
  }

  @Override
  public void onError(Throwable cause) {
    body.onError(cause);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }
}
