package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.MarkupParser;
import io.tertulia.protocol.content.Sender;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.UnknownBlock;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Part;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.App;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages of an archive become messages, where they belong in time.
final class ArrivedMessages {
  private final Checks checks;
  private final FileUses files;
  private final InstantSource clock;

  ArrivedMessages(Checks checks, FileUses files, InstantSource clock) {
    this.checks = checks;
    this.files = files;
    this.clock = clock;
  }

  /// Writes a message; false when one of that id is there.
  ///
  /// @param sender null for a system message
  boolean message(
      Sql sql,
      Changes changes,
      App app,
      Touched conversation,
      @Nullable UserRow sender,
      ArchiveLine.Message line)
      throws SQLException {
    long key = conversation.row().key();
    if (MessageRows.findAny(sql, key, line.id()).isPresent()) {
      return false;
    }
    long at = place(sql, conversation, line.id(), line.createdAt());
    if (line.editedAt() != null) {
      Checks.past("editedAt", line.editedAt(), clock.millis());
    }
    checks.custom(line.custom());
    List<ContentBlock> content = content(sql, app, line);
    long version = conversation.nextVersion();
    MessageRow row =
        new MessageRow(
            key,
            at,
            line.id(),
            version,
            version,
            sender == null ? null : sender.key(),
            line.origin(),
            line.editedAt(),
            referenced(sql, key, line.referencedMessageId()),
            line.custom(),
            content,
            line.text(),
            false,
            List.of());
    if (at > conversation.row().lastAt()) {
      MessageCommands.append(sql, conversation, row);
      changes.named(row, List.of());
    } else {
      MessageImport.put(sql, changes, conversation, row);
    }
    return true;
  }

  /// Notes that a message was deleted; false when one of that id is there.
  ///
  /// @param sender null for a system message
  boolean deleted(Sql sql, Touched conversation, @Nullable UserRow sender, ArchiveLine.Deleted line)
      throws SQLException {
    long key = conversation.row().key();
    if (MessageRows.findAny(sql, key, line.id()).isPresent()) {
      return false;
    }
    long at = place(sql, conversation, line.id(), line.createdAt());
    long version = conversation.row().version();
    MessageRows.insert(
        sql,
        new MessageRow(
            key,
            at,
            line.id(),
            version,
            version,
            sender == null ? null : sender.key(),
            line.origin(),
            null,
            null,
            Map.of(),
            List.of(),
            null,
            true,
            List.of()));
    conversation.moment(at);
    return true;
  }

  /// Where a message goes.
  private long place(Sql sql, Touched conversation, String id, long createdAt) throws SQLException {
    checks.id("id", id);
    Checks.past("createdAt", createdAt, clock.millis());
    return Times.free(sql, conversation, createdAt);
  }

  /// The parts as they were; of a message of which only the markup is known, what that means.
  private List<ContentBlock> content(Sql sql, App app, ArchiveLine.Message line)
      throws SQLException {
    @Nullable String text = line.text();
    if (text != null) {
      checks.messageText(text);
    }
    if (line.content().isEmpty() && text != null) {
      Sender trust = line.origin() == MessageOrigin.WEB ? Sender.USER : Sender.TRUSTED;
      return List.of(MarkupParser.parse(text, trust));
    }
    if (line.content().size() != 1) {
      throw Checks.bad("content", line.content().size() + " parts", "exactly 1, or a text");
    }
    return List.of(block(sql, app, line.content().getFirst()));
  }

  private ContentBlock block(Sql sql, App app, Part part) throws SQLException {
    return switch (part) {
      case Part.FileOf(String id) -> files.block(sql, app.key(), app.id(), id);
      case Part.Block(TextBlock text) -> {
        checks.messageText(text.toPlaintext());
        yield text;
      }
      case Part.Block(UnknownBlock unknown) ->
          throw Checks.bad("content", "a part of an unknown type", "text, file or location");
      case Part.Block(ContentBlock block) -> block;
    };
  }

  /// When the message that is answered was sent; null when it is not there.
  private static @Nullable Long referenced(Sql sql, long conversation, @Nullable String id)
      throws SQLException {
    Optional<MessageRow> found =
        id == null ? Optional.empty() : MessageRows.find(sql, conversation, id);
    return found.map(MessageRow::createdAt).orElse(null);
  }
}
