package io.tertulia.server.archive;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of an archive; `docs/import-export.md` has them in a table.
///
/// Every line says by itself what it belongs to, but [Bytes], which belong to the [File] before
/// them. Times are milliseconds since 1970.
public sealed interface ArchiveLine {
  /// The format that is written here, and the newest that is read.
  int VERSION = 1;

  /// How long a line may be, in bytes: more than a frame or a body of JSON, as everything that came
  /// by one of these has to go out and come in again.
  int MAX_BYTES = 2 << 20;

  /// The first line of all.
  ///
  /// @param app the id of the app that it was; another app may take it over
  record Header(String app) implements ArchiveLine {}

  /// What the owner of the app chose for it, roles included.
  record Settings(Json settings) implements ArchiveLine {}

  /// How the app's chats are to look.
  record Theme(String name, Json theme) implements ArchiveLine {}

  /// A user with all that the app knows.
  record User(
      String id,
      String name,
      Map<String, String> custom,
      @Nullable String locale,
      @Nullable String photoUrl,
      String role,
      @Nullable String welcomeMessage,
      List<String> email,
      List<String> phone,
      Map<String, String> pushTokens,
      @Nullable String availabilityText,
      long createdAt)
      implements ArchiveLine {
    public User {
      custom = kept(custom);
      email = List.copyOf(email);
      phone = List.copyOf(phone);
      pushTokens = kept(pushTokens);
    }
  }

  /// A file that messages name; its bytes follow.
  ///
  /// @param uploader a user's id; null for the app itself
  /// @param sha256 of the bytes, as 64 hexadecimal digits
  record File(
      String id,
      @Nullable String uploader,
      FileDetails details,
      String mediaType,
      long size,
      String sha256)
      implements ArchiveLine {}

  /// Bytes of the file before.
  ///
  /// @param at where in the file they begin
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(long at, byte[] bytes) implements ArchiveLine {
    @Override
    public String toString() {
      return bytes.length + " bytes at " + at;
    }
  }

  /// A conversation without what is in it.
  ///
  /// @param everyoneReadUntil until when everybody had read when the last one left; null where
  ///   somebody takes part, whose line says it
  record Conversation(
      String id,
      @Nullable String subject,
      @Nullable String photoUrl,
      List<String> welcomeMessages,
      Map<String, String> custom,
      long createdAt,
      @Nullable Long everyoneReadUntil)
      implements ArchiveLine {
    public Conversation {
      welcomeMessages = List.copyOf(welcomeMessages);
      custom = kept(custom);
    }
  }

  /// A message without its reactions.
  ///
  /// @param sender a user's id; null for a system message
  /// @param text the markup as it was sent; null when it was sent as parts
  /// @param content empty when only the markup is known
  record Message(
      String conversation,
      String id,
      long createdAt,
      @Nullable String sender,
      MessageOrigin origin,
      @Nullable Long editedAt,
      @Nullable String referencedMessageId,
      Map<String, String> custom,
      List<Part> content,
      @Nullable String text)
      implements ArchiveLine {
    public Message {
      custom = kept(custom);
      content = List.copyOf(content);
    }
  }

  /// That a message was deleted, so that a late retry of its sending is known.
  record Deleted(
      String conversation, String id, long createdAt, @Nullable String sender, MessageOrigin origin)
      implements ArchiveLine {}

  /// A user's reaction to a message.
  record Reaction(String conversation, String message, String emoji, String user, long createdAt)
      implements ArchiveLine {}

  /// A participation, or that it ended.
  ///
  /// @param left whether the user takes part no more; with access `NONE` the app keeps him out
  record Member(
      String conversation,
      String user,
      Access access,
      Notify notifications,
      long joinedAt,
      long readUntil,
      boolean markedUnread,
      boolean left)
      implements ArchiveLine {}

  /// Reads a line; members that it does not know are passed over.
  ///
  /// @throws IllegalArgumentException when it is none; the message names the member, what was found
  ///   and what was expected
  static ArchiveLine parse(byte[] utf8) {
    return ArchiveJson.read(Json.parse(utf8));
  }

  /// The line as UTF-8, without its end; the same bytes for the same values.
  default byte[] toBytes() {
    return ArchiveJson.write(this).toBytes();
  }

  private static Map<String, String> kept(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
