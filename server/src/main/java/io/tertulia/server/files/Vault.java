package io.tertulia.server.files;

import java.io.IOException;
import java.nio.file.Path;

/// Where the bytes of files are kept: a folder, or an object store. Safe for use by any thread;
/// every call may wait for a disk or a network.
///
/// A name is 1 to 64 of the characters `A-Z a-z 0-9 _ - .`, never begins with a dot, and never gets
/// other bytes once it has some.
public interface Vault extends AutoCloseable {

  /// Takes the bytes of a file, which is gone then; they are safe when this returns, and never seen
  /// half. To put the same bytes again changes nothing.
  ///
  /// @param file in the staging folder; left where it is when this fails
  void put(String name, Path file) throws IOException;

  /// Opens a part of some bytes; whoever asks closes it.
  ///
  /// @param from 0 to the size
  /// @param length from there; beyond the end is cut
  /// @throws NoSuchFileException when there are none of that name
  Content open(String name, long from, long length) throws IOException;

  /// Removes bytes; does nothing when there are none.
  void delete(String name) throws IOException;

  @Override
  void close();
}
