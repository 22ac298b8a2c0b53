package io.tertulia.server.files;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.PreviewSize;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How files go: first nobody finds them any more, then their bytes are deleted, then they are
/// forgotten. What a crash interrupts is done again by the sweeper. The caller has the file's lane.
final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final Ledger ledger;
  private final Staging staging;
  private final Vault vault;

  Removal(Ledger ledger, Staging staging, Vault vault) {
    this.ledger = ledger;
    this.staging = staging;
    this.vault = vault;
  }

  /// Removes a file, unless a message names it.
  void remove(FileRow row) throws IOException {
    if (!ledger.gone(row)) {
      return;
    }
    staging.delete(row.id());
    if (row.sha256() != null) {
      vault.delete(row.id());
      for (PreviewSize size : PreviewSize.values()) {
        vault.delete(Downloads.previewName(row.id(), size));
      }
    }
    ledger.forget(row);
  }

  /// Removes what is left of a file after something went wrong; what cannot be removed now is left
  /// to the sweeper.
  void clear(FileRow row) {
    try {
      staging.delete(row.id());
      remove(row);
    } catch (IOException | Refusal e) {
      LOG.warn("file {} is left to the sweeper", row.key(), e);
    }
  }
}
