package io.tertulia.server.db;

import java.sql.SQLException;

/// What the units of one commit share. Used by the committing thread alone.
public interface Batch {

  /// The next unit begins: remember what to return to.
  void mark();

  /// The unit since the last mark failed: forget what it did.
  void forget();

  /// All units are done: write what was put off.
  void flush() throws SQLException;

  /// Everything is on disk: tell the world.
  void committed();
}
