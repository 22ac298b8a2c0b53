package io.tertulia.client.upload;

import io.tertulia.client.link.LinkParts;
import io.tertulia.client.link.Turn;
import java.util.concurrent.Executor;

/// What an upload is made of.
record UploadParts(LinkParts link, Trips trips) {
  /// Where sources are read and closed.
  Executor pool() {
    return link.environment().pool();
  }

  /// Where the application's code runs.
  Executor callbacks() {
    return link.callbacks();
  }

  Turn turn() {
    return link.turn();
  }

  Patience patience() {
    return new Patience(link.environment().clock(), link.retry());
  }
}
