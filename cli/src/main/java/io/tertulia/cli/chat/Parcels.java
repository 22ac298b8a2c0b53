package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.Gauge;
import io.tertulia.cli.terminal.SafeText;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Files on their way into a conversation: each is uploaded, then sent. Safe for use by any thread.
final class Parcels {
  private static final int EXCERPT = 40;

  private final TalkSession session;
  private final ConversationRef conversation;
  private final Consumer<String> status;
  private final Map<Parcel, CompletableFuture<FileToken>> underWay = new LinkedHashMap<>();

  /// @param status is told in one line how far the uploads are; an empty one when none is under way
  Parcels(TalkSession session, ConversationRef conversation, Consumer<String> status) {
    this.session = session;
    this.conversation = conversation;
    this.status = status;
  }

  /// Uploads a file and sends it.
  CompletableFuture<MessageRef> send(Outgoing file) {
    Parcel parcel = new Parcel(SafeText.excerpt(file.name(), EXCERPT), System.nanoTime());
    CompletableFuture<FileToken> upload = begin(parcel, file);
    return upload
        .whenComplete((token, failure) -> end(parcel))
        .thenCompose(token ->
            conversation.send(SendMessageParams.builder(new SendFileBlock(token)).build()));
  }

  /// Stops all uploads; false when none is under way.
  boolean cancel() {
    List<CompletableFuture<FileToken>> uploads;
    synchronized (this) {
      uploads = new ArrayList<>(underWay.values());
    }
    uploads.forEach(upload -> upload.cancel(false));
    return !uploads.isEmpty();
  }

  private synchronized CompletableFuture<FileToken> begin(Parcel parcel, Outgoing file) {
    CompletableFuture<FileToken> upload =
        file.upload(session, (sent, all) -> show(parcel, sent, all));
    underWay.put(parcel, upload);
    return upload;
  }

  private synchronized void end(Parcel parcel) {
    underWay.remove(parcel);
    if (underWay.isEmpty()) {
      status.accept("");
    }
  }

  /// A number may come late, when its upload has ended.
  private synchronized void show(Parcel parcel, long sent, long all) {
    if (underWay.containsKey(parcel)) {
      String more = underWay.size() == 1 ? "" : "  (" + (underWay.size() - 1) + " more)";
      status.accept(parcel.line(sent, all) + more);
    }
  }

  /// One file.
  ///
  /// @param begunAt by [System#nanoTime()]
  private record Parcel(String name, long begunAt) {
    String line(long sent, long all) {
      Duration time = Duration.ofNanos(System.nanoTime() - begunAt);
      return name
          + "  "
          + Gauge.bar(sent, all)
          + "  "
          + Gauge.bytes(all)
          + Gauge.left(sent, all, time);
    }
  }
}
