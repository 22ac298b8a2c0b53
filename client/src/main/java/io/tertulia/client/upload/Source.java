package io.tertulia.client.upload;

import java.io.IOException;
import java.io.InputStream;

/// Where the bytes of an upload come from. Its methods may wait; no two are called at the same
/// time.
public interface Source {
  /// How many bytes there are.
  long length() throws IOException;

  /// Opens it at its first byte.
  InputStream open() throws IOException;

  /// Says whether it can be opened more than once, with the same bytes each time.
  boolean repeatable();
}
