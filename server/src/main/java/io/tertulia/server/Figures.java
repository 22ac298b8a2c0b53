package io.tertulia.server;

import io.tertulia.server.chat.Chat;
import io.tertulia.server.db.Database;
import io.tertulia.server.files.Depot;
import io.tertulia.server.gate.Counters;
import io.tertulia.server.webhooks.Webhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What whoever runs the server sees go up and down: queues and storage. The gate adds its own.
final class Figures {
  private Figures() {}

  static void tell(
      Counters counters,
      Database database,
      DataFolder folder,
      Depot depot,
      Webhooks webhooks,
      Chat chat) {
    counters.gauge("tertulia_commands_waiting", chat::backlog);
    counters.gauge("tertulia_reads_waiting", database::waitingReads);
    counters.gauge("tertulia_webhook_events_waiting", webhooks::waiting);
    counters.gauge("tertulia_webhooks_failing", webhooks::failing);
    Path store = folder.store();
    Path log = store.resolveSibling(store.getFileName() + "-wal");
    counters.gauge("tertulia_store_bytes", () -> size(store) + size(log));
    counters.gauge("tertulia_files_bytes", depot::bytes);
    counters.gauge("tertulia_disk_free_bytes", () -> free(store));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // There is no log while nothing is in it.
    }
  }

  private static long free(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }
}
