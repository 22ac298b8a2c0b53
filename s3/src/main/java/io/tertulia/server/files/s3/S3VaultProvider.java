package io.tertulia.server.files.s3;

import io.tertulia.server.files.FileSettings;
import io.tertulia.server.files.Vault;
import io.tertulia.server.files.VaultProvider;
import java.io.IOException;
import java.nio.file.Path;

/// The kind of vault that is called `s3`.
public final class S3VaultProvider implements VaultProvider {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Vault open(FileSettings settings, Path folder) throws IOException {
    return S3Vault.open(settings.s3());
  }
}
