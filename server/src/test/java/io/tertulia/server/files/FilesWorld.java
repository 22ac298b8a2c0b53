package io.tertulia.server.files;

import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.db.Database;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.media.MediaFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Files in a folder of a test's own, with a clock that stands still and no server around.
final class FilesWorld implements AutoCloseable, InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  final Path folder;
  final Database database;
  final Depot depot;
  private final Apps apps;

  FilesWorld(Path folder) throws IOException, SQLException {
    this(folder, FolderVault.open(folder.resolve("files")), FileLimits.DEFAULT, "");
  }

  FilesWorld(Path folder, Vault vault, FileLimits limits, String blocked)
      throws IOException, SQLException {
    this.folder = folder;
    database = Database.open(folder.resolve("test.db"), 2, 1000);
    apps = new Apps(database, this, new SecureRandom());
    depot =
        Depot.open(
            database,
            this,
            new SecureRandom(),
            limits,
            new FileSettings("", "folder", blocked, S3Settings.DEFAULT),
            folder.resolve("uploads"),
            vault,
            FilesWorld::look);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  void advance(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  Uploader app(String id) throws SQLException {
    App known = apps.find(id).exceptionally(unknown -> null).join();
    App app = known == null ? apps.create(id, AppSettings.DEFAULT).app() : known;
    return new Uploader(app.key(), id, null);
  }

  Uploader user(String id) throws SQLException {
    Uploader app = app("test");
    return new Uploader(app.app(), app.appId(), id);
  }

  /// Uploads a file in one go.
  Upload upload(Uploader uploader, FileDetails details, byte[] bytes) throws IOException {
    Upload begun = depot.uploads().create(uploader, bytes.length, details);
    return bytes.length == 0
        ? begun
        : depot.uploads().append(uploader, begun.id(), 0, Pieces.of(bytes));
  }

  FileToken token(Uploader uploader, byte[] bytes) throws IOException {
    FileToken token = upload(uploader, named("a.bin"), bytes).token();
    if (token == null) {
      throw new AssertionError("not complete");
    }
    return token;
  }

  static FileDetails named(String name) {
    return new FileDetails(FileKind.FILE, name, null, null, null);
  }

  /// Writes, as chat does, that a message names these files and no others.
  void name(long conversation, long messageAt, FileToken... tokens) throws SQLException {
    database.write(sql -> {
      depot.uses().name(sql, conversation, messageAt, List.of(tokens));
      return true;
    });
    depot.uses().released();
  }

  FileBlock block(Uploader of, FileToken token) throws SQLException {
    return database.write(sql -> depot.uses().block(sql, of.app(), of.appId(), token));
  }

  byte[] bytes(StoredFile file) throws IOException {
    try (Content content = depot.downloads().open(file, 0, Long.MAX_VALUE)) {
      return read(content);
    }
  }

  static byte[] read(Content content) throws IOException {
    byte[] bytes = new byte[(int) content.length()];
    switch (content) {
      case Content.OnDisk disk -> {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()
            && disk.file().read(buffer, disk.from() + buffer.position()) >= 0) {}
      }
      case Content.Streamed streamed -> {
        try (InputStream in = streamed.stream()) {
          in.readNBytes(bytes, 0, bytes.length);
        }
      }
    }
    return bytes;
  }

  /// The names in the staging folder and in the vault's.
  List<String> left() {
    try (Stream<Path> staged = Files.list(folder.resolve("uploads"));
        Stream<Path> kept = Files.list(folder.resolve("files"))) {
      return Stream.concat(staged, kept).map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long rows() throws SQLException {
    return database.write(sql -> sql.number("SELECT count(*) FROM files"));
  }

  /// Returns when the sweeper has done everything that there is to do now.
  void sweep() throws Exception {
    depot.sweeper().sweepNow().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    depot.close();
    database.close();
  }

  /// By their first bytes, pictures of 4 by 3 pixels.
  private static MediaFacts look(Path file) throws IOException {
    try (FileChannel bytes = FileChannel.open(file)) {
      ByteBuffer first = ByteBuffer.allocate(3);
      bytes.read(first);
      return new String(first.array(), StandardCharsets.US_ASCII).equals("GIF")
          ? new MediaFacts("image/gif", 4, 3, null)
          : MediaFacts.UNKNOWN;
    }
  }
}
