package io.tertulia.server.gate.archive;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Placed;
import io.tertulia.server.chat.Archives;
import io.tertulia.server.files.FileArchive;
import io.tertulia.server.files.FileArchive.Deposit;
import io.tertulia.server.files.Uploader;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One archive on its way in. Lines are gathered and handed to chat some hundred at a time, so that
/// nobody's message waits long behind them; while some are written, the next are read. For one
/// thread, which waits.
final class Arriving {
  /// How many lines go into one commit.
  private static final int MAX_LINES = 500;

  /// How many bytes of lines wait for it.
  private static final int MAX_BYTES = 1 << 20;

  private final Actor.AppActor app;
  private final Archives archives;
  private final FileArchive files;
  private final Apps apps;
  private final List<Placed> gathered = new ArrayList<>();
  private CompletableFuture<Integer> written = CompletableFuture.completedFuture(0);
  private boolean begun;
  private boolean inFile;
  private @Nullable Deposit deposit;
  private int gatheredBytes;
  private long lines;
  private long fresh;

  Arriving(Actor.AppActor app, Archives archives, FileArchive files, Apps apps) {
    this.app = app;
    this.archives = archives;
    this.files = files;
    this.apps = apps;
  }

  /// Takes the next line.
  ///
  /// @throws Refusal when it, or one before it, cannot be taken; names the line
  /// @throws IllegalArgumentException when it is none; names the line
  void take(long number, byte[] utf8) {
    ArchiveLine line;
    try {
      line = ArchiveLine.parse(utf8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(number) + e.getMessage(), e);
    }
    if (begun == line instanceof ArchiveLine.Header) {
      throw new IllegalArgumentException(
          where(number)
              + (begun ? "type: tertulia again (expected: once)" : "no header")
              + (begun ? "" : " (expected: {\"type\":\"tertulia\",\"version\":1,\"app\":…})"));
    }
    begun = true;
    lines++;
    try {
      take(new Placed(number, line), utf8.length);
    } catch (Refusal refusal) {
      String why = String.valueOf(refusal.getMessage());
      throw why.startsWith("line ") ? refusal : new Refusal(refusal.code(), where(number) + why);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(number) + e.getMessage(), e);
    }
  }

  /// Returns when all that was taken is on disk.
  void finish() {
    flush();
    settle();
  }

  /// How many lines were taken.
  long lines() {
    return lines;
  }

  /// How many of them said something new.
  long fresh() {
    return fresh;
  }

  private void take(Placed placed, int bytes) {
    switch (placed.line()) {
      case ArchiveLine.Header header -> {}
      case ArchiveLine.Settings settings -> {
        finish();
        AppSettings adopted = AppSettings.read(settings.settings());
        fresh += await(archives.adopt(apps, app, adopted)) ? 1 : 0;
      }
      case ArchiveLine.File file -> {
        deposit = files.begin(importer(), file);
        inFile = true;
        fresh += deposit == null ? 0 : 1;
      }
      case ArchiveLine.Bytes piece -> pour(piece);
      default -> {
        inFile = false;
        gathered.add(placed);
        gatheredBytes += bytes;
        if (gathered.size() >= MAX_LINES || gatheredBytes >= MAX_BYTES) {
          flush();
        }
      }
    }
  }

  private Uploader importer() {
    return new Uploader(app.app().key(), app.app().id(), null, app.app().anonymous());
  }

  private void pour(ArchiveLine.Bytes piece) {
    if (!inFile) {
      throw new IllegalArgumentException("type: bytes (expected: behind the line of their file)");
    }
    if (deposit != null && deposit.take(piece.at(), piece.bytes())) {
      deposit = null;
    }
  }

  private void flush() {
    settle();
    if (!gathered.isEmpty()) {
      written = archives.bring(app, gathered);
      gathered.clear();
      gatheredBytes = 0;
    }
  }

  private void settle() {
    CompletableFuture<Integer> before = written;
    written = CompletableFuture.completedFuture(0);
    fresh += await(before);
  }

  private static String where(long number) {
    return "line " + number + ": ";
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }
}
