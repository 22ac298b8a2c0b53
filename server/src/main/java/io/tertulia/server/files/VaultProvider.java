package io.tertulia.server.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// A kind of vault that is installed, found by [ServiceLoader]: each jar that has one names it in
/// `META-INF/services`.
public interface VaultProvider {

  /// What [FileSettings#vault] calls it.
  String name();

  /// Opens the vault, and sees to it that it can be used. May wait for a disk or a network.
  ///
  /// @param folder on this machine, for a vault that keeps its bytes here
  /// @throws IOException when it cannot be used; its message is for people and names the setting
  Vault open(FileSettings settings, Path folder) throws IOException;

  /// The kind of vault that the settings name.
  ///
  /// @throws IllegalArgumentException when it is not installed; names those that are
  static VaultProvider of(FileSettings settings) {
    TreeMap<String, VaultProvider> installed = new TreeMap<>();
    for (VaultProvider provider : ServiceLoader.load(VaultProvider.class)) {
      installed.put(provider.name(), provider);
    }
    VaultProvider provider = installed.get(settings.vault());
    if (provider == null) {
      throw new IllegalArgumentException(
          "files.vault: "
              + settings.vault()
              + " (expected: "
              + String.join(" or ", installed.keySet())
              + ")");
    }
    return provider;
  }
}
