package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;

/// How much access a client can give, to itself or to others: as much as it has, or had when it
/// left. So who may only read does not become a writer by asking, nor by going and coming back.
///
/// @param most `READ` or `READ_WRITE`
record Ceiling(Access most) {

  /// Of somebody who takes part.
  static Ceiling of(ParticipantRow own) {
    return new Ceiling(own.fact().access());
  }

  /// Of somebody who comes in by himself; refuses whom the app keeps out, as it refuses strangers.
  static Ceiling of(Sql sql, Touched conversation, UserRow self) throws SQLException {
    Access had =
        ParticipantRows.findAny(sql, conversation.row().key(), self.key())
            .map(row -> row.fact().access())
            .orElse(Access.READ_WRITE);
    if (had == Access.NONE) {
      throw Actors.notParticipant(conversation.row().fact().id());
    }
    return new Ceiling(had);
  }

  /// Refuses a choice that is above it.
  void check(ParticipantPatch choice) {
    if (choice.access().keeps()) {
      return;
    }
    Access wanted = choice.access().applyTo(Access.READ_WRITE, Access.READ_WRITE);
    if (wanted == Access.NONE) {
      throw Checks.bad("access", wanted.wire(), "Read or ReadWrite");
    }
    if (wanted.compareTo(most) > 0) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED,
          "access: " + wanted.wire() + " (expected: at most one's own, " + most.wire() + ")");
    }
  }

  /// A choice for somebody who comes in: where none is made, what the ceiling allows.
  ParticipantPatch lower(ParticipantPatch choice) {
    check(choice);
    return choice.access().keeps()
        ? new ParticipantPatch(Patch.put(most), choice.notifications())
        : choice;
  }
}
