package io.tertulia.server.chat;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Part;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Themes;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything of an app as lines of an archive, read in one snapshot and always in the same order:
/// what an app is, and not what rows have it, decides about every byte. Holds no more than one
/// conversation's row and one message at a time.
///
/// In a conversation messages go before members: who takes part in it hears of it, when an archive
/// is brought in, once it is whole.
final class Departure {
  private final Sql sql;
  private final App app;
  private final Consumer<ArchiveLine> to;

  /// Who is being erased, by key: whatever is left of them stays here.
  private final Map<Long, String> leaving = new HashMap<>();

  Departure(Sql sql, App app, Consumer<ArchiveLine> to) {
    this.sql = sql;
    this.app = app;
    this.to = to;
  }

  void run() throws SQLException {
    to.accept(new ArchiveLine.Header(app.id()));
    to.accept(new ArchiveLine.Settings(app.settings().json()));
    Themes.visit(sql, app.key(), (name, theme) -> tell(new ArchiveLine.Theme(name, theme)));
    leaving.putAll(UserRows.erased(sql, app.key()));
    UserRows.visit(
        sql, app.key(), row -> leaving.containsKey(row.key()) || tell(user(row.record())));
    FileUses.visit(sql, app.key(), this::tell);
    ConversationRows.visit(
        sql,
        app.key(),
        row -> {
          conversation(row);
          return true;
        });
  }

  private boolean tell(ArchiveLine line) {
    to.accept(line);
    return true;
  }

  private void conversation(ConversationRow row) throws SQLException {
    var fact = row.fact();
    tell(
        new ArchiveLine.Conversation(
            fact.id(),
            fact.subject(),
            fact.photoUrl(),
            fact.welcomeMessages(),
            fact.custom(),
            fact.createdAt(),
            row.tally().participants() > 0 ? null : (Long) row.tally().everyoneReadUntil()));
    MessageRows.visitAll(
        sql,
        row.key(),
        message -> {
          message(fact.id(), message);
          return true;
        });
    ParticipantRows.visitAll(
        sql,
        row.key(),
        member -> leaving.containsKey(member.user()) || tell(member(fact.id(), member)));
  }

  private void message(String conversation, MessageRow row) throws SQLException {
    if (row.sender() != null && leaving.containsKey(row.sender())) {
      return;
    }
    @Nullable String sender = row.sender() == null ? null : UserRows.id(sql, row.sender());
    if (row.gone()) {
      tell(new ArchiveLine.Deleted(conversation, row.id(), row.createdAt(), sender, row.origin()));
      return;
    }
    tell(
        new ArchiveLine.Message(
            conversation,
            row.id(),
            row.createdAt(),
            sender,
            row.origin(),
            row.editedAt(),
            referenced(row),
            row.custom(),
            content(row).stream().map(Departure::part).toList(),
            row.text()));
    for (var count : row.reactions()) {
      ReactionRows.visit(
          sql,
          row,
          count.emoji(),
          reaction ->
              leaving.containsKey(reaction.user())
                  || tell(
                      new ArchiveLine.Reaction(
                          conversation,
                          row.id(),
                          count.emoji(),
                          reaction.fact().userId(),
                          reaction.fact().createdAt())));
    }
  }

  private @Nullable String referenced(MessageRow row) throws SQLException {
    @Nullable Long at = row.referencedAt();
    return at == null
        ? null
        : MessageRows.at(sql, row.conversation(), at)
            .filter(target -> target.sender() == null || !leaving.containsKey(target.sender()))
            .map(MessageRow::id)
            .orElse(null);
  }

  private List<ContentBlock> content(MessageRow row) {
    List<ContentBlock> content = row.content();
    for (String id : leaving.values()) {
      content = Mentions.without(content, id);
    }
    return content;
  }

  private static Part part(ContentBlock block) {
    return block instanceof FileBlock file
        ? new Part.FileOf(FileUses.id(file.token()))
        : new Part.Block(block);
  }

  private static ArchiveLine user(UserRecord user) {
    var fact = user.fact();
    return new ArchiveLine.User(
        fact.id(),
        fact.name(),
        fact.custom(),
        fact.locale(),
        fact.photoUrl(),
        fact.role(),
        fact.welcomeMessage(),
        user.email(),
        user.phone(),
        user.pushTokens(),
        user.availabilityText(),
        user.createdAt());
  }

  private static ArchiveLine member(String conversation, ParticipantRow row) {
    var fact = row.fact();
    return new ArchiveLine.Member(
        conversation,
        fact.userId(),
        fact.access(),
        fact.notifications(),
        fact.joinedAt(),
        row.readUntil(),
        row.markedUnread(),
        row.gone());
  }
}
