package io.tertulia.server.webhooks;

import io.tertulia.server.db.Sql;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A webhook, how far it is, and of what it has not taken the events that are still there.
record Standing(Webhook webhook, Progress progress, List<Heading> waiting) {
  Standing {
    waiting = List.copyOf(waiting);
  }

  static Standing of(Sql sql, Webhook webhook, Progress progress) throws SQLException {
    List<Heading> waiting = new ArrayList<>();
    if (webhook.isBroughtTo()) {
      for (long sequence : progress.behind().waiting()) {
        OutboxRows.heading(sql, webhook.app(), sequence).ifPresent(waiting::add);
      }
    }
    return new Standing(webhook, progress, waiting);
  }
}
