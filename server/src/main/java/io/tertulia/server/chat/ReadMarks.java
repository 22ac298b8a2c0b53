package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A participant's read mark with its count.
final class ReadMarks {
  private ReadMarks() {}

  /// @param newestAt `createdAt` of the conversation's newest message; null when there is none
  static ReadMark of(Sql sql, ParticipantRow participant, @Nullable Long newestAt)
      throws SQLException {
    boolean all = newestAt == null || newestAt <= participant.readUntil();
    return new ReadMark(
        participant.markVersion(),
        participant.readUntil(),
        participant.markedUnread(),
        all
            ? 0
            : MessageRows.unread(
                sql, participant.conversation(), participant.user(), participant.readUntil()));
  }
}
