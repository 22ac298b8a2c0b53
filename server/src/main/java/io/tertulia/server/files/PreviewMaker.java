package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.PreviewSize;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.media.Previews;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes previews of pictures one after the other, on one thread of low priority: after the upload,
/// or when somebody asks for one that is not there. Whoever asks for what is being made waits for
/// that. That there can be none is noted, so that no picture is tried twice.
public final class PreviewMaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewMaker.class);
  private static final long PATIENCE_SECONDS = 30;

  private final Ledger ledger;
  private final Staging staging;
  private final Vault vault;
  private final Lanes lanes;
  private final int maxPixels;
  private final ConcurrentHashMap<String, CompletableFuture<Boolean>> wanted =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor thread;

  @SuppressWarnings("ThreadPriorityCheck") // Right without it; kinder where the system heeds it.
  PreviewMaker(Ledger ledger, Staging staging, Vault vault, Lanes lanes, FileLimits limits) {
    this.ledger = ledger;
    this.staging = staging;
    this.vault = vault;
    this.lanes = lanes;
    this.maxPixels = limits.pixels();
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.previewsWaiting()),
            Thread.ofPlatform()
                .daemon()
                .name("tertulia-previews")
                .priority(Thread.MIN_PRIORITY)
                .factory());
  }

  /// Has the previews of a picture made soon, if it is to be seen as one; not when too many wait.
  /// Returns at once.
  void later(FileRow row) {
    if (row.details().kind() == FileKind.IMAGE && isPicture(row)) {
      try {
        var _ = want(row.id());
      } catch (RejectedExecutionException e) {
        LOG.debug("too many previews wait: those of file {} are made when asked for", row.key());
      }
    }
  }

  /// Makes the previews of a file, and waits for them; fails with a [Refusal] as `UNAVAILABLE` when
  /// too many wait.
  ///
  /// @return false when there can be none
  boolean make(String id) throws IOException {
    if (ledger.find(id).filter(row -> isPicture(row) && !row.noPreview()).isEmpty()) {
      return false;
    }
    try {
      return want(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("a preview could not be made", e);
    } catch (RejectedExecutionException | TimeoutException e) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "too many previews are being made");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down");
    }
  }

  /// Returns when the picture that was begun is done; those that wait are made when asked for.
  @Override
  public void close() {
    thread.getQueue().clear();
    thread.close();
  }

  private CompletableFuture<Boolean> want(String id) {
    return wanted.computeIfAbsent(
        id,
        key -> {
          CompletableFuture<Boolean> made = new CompletableFuture<>();
          thread.execute(() -> make(key, made));
          return made;
        });
  }

  private void make(String id, CompletableFuture<Boolean> made) {
    boolean done = false;
    Throwable failure = null;
    try {
      done = makeNow(id);
    } catch (NoSuchFileException e) {
      LOG.debug("a picture went before its previews came", e);
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("the previews of a picture could not be made", e);
      failure = e;
    }
    // First of all, so that whoever asks after a failure does not get the old one.
    wanted.remove(id);
    if (failure == null) {
      made.complete(done);
    } else {
      made.completeExceptionally(failure);
    }
  }

  private boolean makeNow(String id) throws IOException {
    FileRow row = ledger.find(id).orElseThrow(() -> new NoSuchFileException(id));
    if (row.noPreview() || isMade(id)) {
      return !row.noPreview();
    }
    Map<PreviewSize, Path> previews = new EnumMap<>(PreviewSize.class);
    for (PreviewSize size : PreviewSize.values()) {
      previews.put(size, staging.path(Downloads.previewName(id, size)));
    }
    try (FileChannel original = open(id)) {
      if (!Previews.make(original, row.stored().mediaType(), maxPixels, previews)) {
        ledger.noPreview(row);
        return false;
      }
      keep(id, previews);
      return true;
    } finally {
      for (Path left : previews.values()) {
        Files.deleteIfExists(left);
      }
    }
  }

  /// The largest comes last.
  private boolean isMade(String id) throws IOException {
    try (Content _ = vault.open(Downloads.previewName(id, PreviewSize.LARGE), 0, 1)) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Nothing is put beside a file that goes at this moment.
  private void keep(String id, Map<PreviewSize, Path> previews) throws IOException {
    try (Lanes.Lane _ = lanes.enter(id)) {
      if (ledger.find(id).filter(row -> row.state() == FileState.KEPT).isEmpty()) {
        throw new NoSuchFileException(id);
      }
      for (Map.Entry<PreviewSize, Path> preview : previews.entrySet()) {
        vault.put(Downloads.previewName(id, preview.getKey()), preview.getValue());
      }
    }
  }

  /// The original on this machine's disk, brought here if it is elsewhere.
  private FileChannel open(String id) throws IOException {
    return switch (vault.open(id, 0, Long.MAX_VALUE)) {
      case Content.OnDisk here -> here.file();
      case Content.Streamed elsewhere -> {
        Path copy = staging.path(id + ".original");
        try (elsewhere) {
          Files.copy(elsewhere.stream(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
          Files.deleteIfExists(copy);
          throw e;
        }
        yield FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      }
    };
  }

  private static boolean isPicture(FileRow row) {
    String mediaType = row.mediaType();
    return mediaType != null && Previews.MEDIA_TYPES.contains(mediaType);
  }
}
