package io.tertulia.cli.history;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.archive.ArchiveLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a REST API told in files, in any order, becomes an archive: everything is put on a shelf on
/// disk first, where it stands in order, each thing once. For one thread.
final class RestReading implements AutoCloseable {
  private final Path folder;
  private final Shelf shelf;
  private final LineTally tally;
  private final Progress progress;
  private final long now;

  private RestReading(Path folder, Shelf shelf, LineTally tally, Progress progress, long now) {
    this.folder = folder;
    this.shelf = shelf;
    this.tally = tally;
    this.progress = progress;
    this.now = now;
  }

  /// @param now milliseconds since 1970: when people were created of whom nobody told
  /// @throws IOException when the disk takes nothing
  static RestReading open(LineTally tally, Progress progress, long now) throws IOException {
    Path folder = Files.createTempDirectory("tertulia-import-");
    // Nothing that people said stays behind when somebody presses Ctrl-C.
    folder.toFile().deleteOnExit();
    folder.resolve("shelf.db").toFile().deleteOnExit();
    try {
      return new RestReading(folder, new Shelf(folder.resolve("shelf.db")), tally, progress, now);
    } catch (SQLException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  /// Reads the files one after the other; of what comes twice, the last counts.
  void all(Sources sources, List<Path> files) throws IOException, BadLineException {
    for (Path path : files) {
      try (var bytes = HistoryFile.bytes(sources, path, progress::read)) {
        JsonObjects objects = new JsonObjects(bytes);
        for (byte[] next = next(objects, path); next != null; next = next(objects, path)) {
          put(next, new Place(path, objects.line()));
          progress.went(0);
        }
      }
    }
  }

  /// Hands everything on as lines.
  void tell(Lines to) throws IOException, InterruptedException, BadLineException {
    try (Shelf.Walk users = shelf.users()) {
      for (Shelf.Thing user = users.next(); user != null; user = users.next()) {
        hand(to, List.of(RestShapes.user(user.fields(), now)), user.place());
      }
    } catch (SQLException e) {
      throw new IOException("shelf: " + e.getMessage(), e);
    }
    try (Shelf.Walk messages = shelf.messages();
        Shelf.Walk conversations = shelf.conversations()) {
      Shelf.@Nullable Thing message = messages.next();
      for (Shelf.Thing one = conversations.next(); one != null; one = conversations.next()) {
        String id = one.fields().text("id");
        hand(to, List.of(RestShapes.conversation(one.fields())), one.place());
        long at = 0;
        while (message != null && message.fields().text("conversationId").equals(id)) {
          List<ArchiveLine> lines = RestShapes.message(message.fields(), at);
          at = ((ArchiveLine.Message) lines.getFirst()).createdAt();
          hand(to, lines, message.place());
          message = messages.next();
        }
        hand(to, RestShapes.members(one.fields(), at), one.place());
      }
    } catch (SQLException e) {
      throw new IOException("shelf: " + e.getMessage(), e);
    }
    to.finish();
  }

  @Override
  public void close() throws IOException {
    try {
      shelf.close();
    } catch (SQLException e) {
      throw new IOException("shelf: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(folder.resolve("shelf.db"));
      Files.deleteIfExists(folder);
    }
  }

  private static byte @Nullable [] next(JsonObjects objects, Path path)
      throws IOException, BadLineException {
    try {
      return objects.next();
    } catch (IllegalArgumentException e) {
      throw new BadLineException(new Place(path, objects.line()), String.valueOf(e.getMessage()));
    }
  }

  /// Looks at an object as far as it has to be known where it stands, and tries what becomes of it.
  private void put(byte[] object, Place place) throws IOException, BadLineException {
    try {
      Fields in = Fields.of(Json.parse(object), "");
      if (in.has("conversationId")) {
        RestShapes.message(in, 0);
        shelf.putMessage(
            in.text("conversationId"), in.integer("createdAt"), in.text("id"), object, place);
      } else if (in.has("participants")) {
        RestShapes.conversation(in);
        RestShapes.members(in, 0);
        shelf.putConversation(in.text("id"), object, place);
      } else if (in.has("name")) {
        RestShapes.user(in, now);
        shelf.putUser(in.text("id"), object, place);
      } else {
        throw in.bad("name", "missing", "a user, a conversation or a message of the REST API");
      }
    } catch (IllegalArgumentException e) {
      throw new BadLineException(place, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw new IOException("shelf: " + e.getMessage(), e);
    }
  }

  private void hand(Lines to, List<ArchiveLine> lines, Place place)
      throws IOException, InterruptedException, BadLineException {
    for (ArchiveLine line : lines) {
      tally.read(line);
      to.take(line, line.toBytes(), place);
      progress.went(tally.messages());
    }
  }
}
