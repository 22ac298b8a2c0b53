package io.tertulia.files;

import io.tertulia.server.files.FolderVault;
import io.tertulia.server.files.Vault;
import java.io.IOException;

/// The vault in a folder keeps what every vault keeps.
class FolderVaultTest extends VaultContract {
  @Override
  Vault vault() throws IOException {
    return FolderVault.open(staging.resolve("vault"));
  }
}
