package io.tertulia.server.files;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.PreviewSize;
import java.io.IOException;
import java.util.Optional;
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
  ///
  /// @param known what was known of it; what became of it since is looked up
  void remove(FileRow known) throws IOException {
    Optional<FileRow> gone = ledger.gone(known);
    if (gone.isEmpty()) {
      return;
    }
    FileRow row = gone.get();
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
  /// to the sweeper. A disk that is full takes no note, so its bytes go first.
  void clear(FileRow row) {
    try {
      if (row.state() == FileState.COMING) {
        staging.delete(row.id());
      }
      remove(row);
    } catch (IOException | Refusal e) {
      LOG.warn("file {} is left to the sweeper", row.key(), e);
    }
  }
}
