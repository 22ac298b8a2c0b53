package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.ContentRules;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.MarkupParser;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.content.Sender;
import io.tertulia.protocol.content.TextBlock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message will say: parsed, checked, ready to be stored.
///
/// @param text the markup as it was sent; null when it was sent as blocks
record Contents(List<ContentBlock> blocks, @Nullable String text) {

  /// Parses and checks what was sent.
  ///
  /// @param files finds what tokens stand for
  static Contents of(Content content, Sender sender, Checks checks, Files files)
      throws SQLException {
    return switch (content) {
      case Content.Text(String text) -> {
        checks.messageText(text);
        TextBlock block = MarkupParser.parse(text, sender);
        check(List.of(block), sender);
        yield new Contents(List.of(block), text);
      }
      case Content.Blocks(List<SendContentBlock> blocks) -> {
        check(blocks, sender);
        List<ContentBlock> stored = new ArrayList<>();
        for (SendContentBlock block : blocks) {
          stored.add(stored(block, checks, files));
        }
        yield new Contents(List.copyOf(stored), null);
      }
    };
  }

  /// Parses a line of history, which may be blank.
  static Contents ofHistory(String text, Checks checks) {
    checks.messageText(text);
    return new Contents(List.of(MarkupParser.parse(text, Sender.USER)), text);
  }

  private static void check(List<? extends SendContentBlock> blocks, Sender sender) {
    try {
      ContentRules.check(blocks, sender);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /// Of a file only the token counts: what else a block says that was received may be old, or
  /// another server's.
  private static ContentBlock stored(SendContentBlock block, Checks checks, Files files)
      throws SQLException {
    return switch (block) {
      case TextBlock text -> {
        checks.messageText(text.toPlaintext());
        yield text;
      }
      case LocationBlock location -> location;
      case SendFileBlock file -> files.block(file.token());
      case FileBlock file -> files.block(file.token());
    };
  }

  /// Finds what tokens of files stand for.
  @FunctionalInterface
  interface Files {
    FileBlock block(FileToken token) throws SQLException;
  }
}
