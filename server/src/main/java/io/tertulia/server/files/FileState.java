package io.tertulia.server.files;

/// How far a file is. It goes through them in this order, and may be gone at any time.
enum FileState {
  /// Bytes are missing; those that came are in the staging folder.
  COMING,
  /// All bytes are here and looked at; they are on their way into the vault.
  WHOLE,
  /// The bytes are in the vault.
  KEPT,
  /// Nobody finds it any more; what is left of it is being removed.
  GONE
}
