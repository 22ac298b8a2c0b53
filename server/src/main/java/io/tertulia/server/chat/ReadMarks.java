package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;

/// A participant's read mark with its count.
final class ReadMarks {
  private ReadMarks() {}

  static ReadMark of(Sql sql, ParticipantRow participant) throws SQLException {
    return new ReadMark(
        participant.markVersion(),
        participant.readUntil(),
        participant.markedUnread(),
        MessageRows.unread(
            sql, participant.conversation(), participant.user(), participant.readUntil()));
  }
}
