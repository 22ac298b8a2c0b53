package io.tertulia.backend;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Fields;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One upload of a file, in one attempt or more. A source that fails is told apart from a network
/// that does, as trying again would not help. For one thread; the bytes are read by another.
final class Uploading {
  private final Door door;
  private @Nullable InputStream open;
  private volatile @Nullable IOException failure;

  Uploading(Door door) {
    this.door = door;
  }

  FileToken file(Path file) {
    return upload(String.valueOf(file.getFileName()), () -> opened(file));
  }

  ImportSnapshot archive(Path file) {
    return bring(Target.of("import"), () -> opened(file), ImportSnapshot::read);
  }

  FileToken stream(String filename, Supplier<? extends InputStream> source) {
    return upload(
        filename,
        () -> {
          InputStream bytes = opened(source.get());
          return BodyPublishers.ofInputStream(() -> bytes);
        });
  }

  private FileToken upload(String filename, Opening opening) {
    return bring(
        Target.of("files").with("filename", Arguments.text("filename", filename)),
        opening,
        in -> new FileToken(in.text("attachmentToken")));
  }

  private <T> T bring(Target target, Opening opening, Function<Fields, T> read) {
    try {
      return door.ask(Call.upload(target, () -> begin(opening)), read);
    } catch (RuntimeException e) {
      checkSource();
      throw e;
    } finally {
      close();
    }
  }

  private BodyPublisher begin(Opening opening) {
    close();
    checkSource();
    try {
      return opening.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BodyPublisher opened(Path file) throws IOException {
    InputStream bytes = opened(Files.newInputStream(file));
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> bytes), Files.size(file));
  }

  private InputStream opened(InputStream source) {
    InputStream bytes = new Watched(source);
    open = bytes;
    return bytes;
  }

  private void checkSource() {
    IOException why = failure;
    if (why != null) {
      throw new UncheckedIOException(why);
    }
  }

  /// Closes what the attempt before left open; what was read of it is read no more.
  private void close() {
    InputStream bytes = open;
    open = null;
    if (bytes != null) {
      try {
        bytes.close();
      } catch (IOException e) {
        // It was read and not written: nothing is lost.
      }
    }
  }

  /// Begins to read the source anew.
  @FunctionalInterface
  private interface Opening {
    BodyPublisher open() throws IOException;
  }

  /// A source that remembers how it failed.
  private final class Watched extends FilterInputStream {
    Watched(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return in.read(into, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
