package io.tertulia.server.gate.archive;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Placed;
import io.tertulia.server.chat.Archives;
import io.tertulia.server.chat.RefusedLine;
import io.tertulia.server.files.FileArchive;
import io.tertulia.server.files.FileArchive.Deposit;
import io.tertulia.server.files.Uploader;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.io.IOException;
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
  private List<Placed> writing = List.of();
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

  /// Takes all lines, and returns when they are on disk. When one cannot be taken, those before it
  /// are on disk.
  ///
  /// @throws Refusal when a line cannot be taken; names it
  /// @throws IllegalArgumentException when a line is none; names it
  /// @throws IOException when there are no more, though it was not the end
  void takeAll(LineReader from) throws IOException {
    try {
      for (byte[] line = from.next(); line != null; line = from.next()) {
        take(from.number(), line);
      }
    } catch (RefusedLine e) {
      throw e;
    } catch (Refusal | IllegalArgumentException e) {
      finish();
      throw e;
    }
    finish();
  }

  private void take(long number, byte[] utf8) {
    try {
      ArchiveLine line = ArchiveLine.parse(utf8);
      if (begun == line instanceof ArchiveLine.Header) {
        throw new IllegalArgumentException(
            begun
                ? "type: tertulia again (expected: once)"
                : "no header (expected: {\"type\":\"tertulia\",\"version\":1,\"app\":…})");
      }
      begun = true;
      lines++;
      take(new Placed(number, line), utf8.length);
    } catch (RefusedLine e) {
      throw e;
    } catch (Refusal e) {
      throw new Refusal(e.code(), where(number) + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(number) + e.getMessage(), e);
    }
  }

  private void finish() {
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
      writing = List.copyOf(gathered);
      written = archives.bring(app, writing);
      forget();
    }
  }

  /// Returns when what is being written is on disk. When it cannot be written, nothing behind it
  /// is.
  private void settle() {
    CompletableFuture<Integer> before = written;
    written = CompletableFuture.completedFuture(0);
    try {
      fresh += await(before);
    } catch (RefusedLine e) {
      forget();
      List<Placed> good =
          writing.stream().takeWhile(placed -> placed.number() < e.number()).toList();
      fresh += await(archives.bring(app, good));
      throw e;
    } catch (RuntimeException e) {
      forget();
      throw e;
    }
  }

  private void forget() {
    gathered.clear();
    gatheredBytes = 0;
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
