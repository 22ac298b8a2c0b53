package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.delivery.Follower;
import io.tertulia.server.delivery.Outlet;
import io.tertulia.server.delivery.Payload;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What one connection was told, as frames, in order.
final class Frames implements Outlet {
  final String user;
  private final BlockingQueue<ServerFrame> told = new LinkedBlockingQueue<>();
  @Nullable Follower follower;

  /// Whether nothing can be told here, by a mistake of somebody's.
  volatile boolean broken;

  Frames(String user) {
    this.user = user;
  }

  @Override
  public void send(Payload payload) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    told.add(ServerFrame.read(Json.parse(payload.utf8())));
  }

  @Override
  public void refuse(@Nullable Long id, Refusal refusal) {
    told.add(new ServerFrame.Refused(id, refusal.code(), String.valueOf(refusal.getMessage())));
  }

  @Override
  public void end(ErrorCode code, String message) {
    told.add(new ServerFrame.Bye(code, message));
  }

  <F extends ServerFrame> F next(Class<F> type) {
    try {
      ServerFrame frame = told.poll(10, TimeUnit.SECONDS);
      if (!type.isInstance(frame)) {
        throw new AssertionError("told " + frame + " (expected: " + type.getSimpleName() + ")");
      }
      return type.cast(frame);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable ServerFrame poll() {
    return told.poll();
  }

  boolean silent() {
    return told.isEmpty();
  }
}
