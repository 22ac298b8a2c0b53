package io.tertulia.server.files;

import java.io.IOException;
import java.nio.file.Path;

/// The vault that is always there: a folder.
public final class FolderVaultProvider implements VaultProvider {
  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Vault open(FileSettings settings, Path folder) throws IOException {
    return FolderVault.open(folder);
  }
}
