package io.tertulia.server.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/// A statement that stays prepared, and at most one run of it at a time.
///
/// It goes past JDBC to the driver's core. JDBC asks for the names of all columns before each query
/// and for generated keys behind each change, neither of which anybody here wants: a fifth of what
/// a message cost the committing thread (`docs/performance.md`).
final class Prepared {
  private final PreparedStatement statement;
  private final CoreStatement core;
  private final DB driver;
  private final long pointer;
  private boolean running;

  Prepared(Connection connection, String text) throws SQLException {
    this.driver = connection.unwrap(SQLiteConnection.class).getDatabase();
    this.statement = connection.prepareStatement(text);
    this.core = (CoreStatement) statement;
    this.pointer = core.pointer.safeRunLong((any, address) -> address);
  }

  /// Begins a run; says whether there is a row. Then it must be ended.
  boolean begin(@Nullable Object[] args) throws SQLException {
    if (running) {
      throw new IllegalStateException("a statement inside of itself");
    }
    boolean there = driver.execute(core, values(args));
    running = true;
    return there;
  }

  /// Goes to the next row; false when there is none.
  boolean next() throws SQLException {
    int status = driver.step(pointer);
    if (status != Codes.SQLITE_ROW && status != Codes.SQLITE_DONE) {
      driver.throwex(status);
    }
    return status == Codes.SQLITE_ROW;
  }

  /// Ends a run that began.
  void end() throws SQLException {
    running = false;
    // What went wrong in the run was said by the step where it did.
    driver.reset(pointer);
  }

  boolean running() {
    return running;
  }

  /// Runs a statement that gives no rows; tells how many it changed.
  int change(@Nullable Object[] args) throws SQLException {
    return (int) driver.executeUpdate(core, values(args));
  }

  boolean isNull(int column) throws SQLException {
    return driver.column_type(pointer, column - 1) == Codes.SQLITE_NULL;
  }

  long number(int column) throws SQLException {
    return driver.column_long(pointer, column - 1);
  }

  byte @Nullable [] bytes(int column) throws SQLException {
    return driver.column_blob(pointer, column - 1);
  }

  /// A text, whose bytes the store keeps in UTF-8.
  @Nullable String text(int column) throws SQLException {
    byte[] utf8 = bytes(column);
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  void close() throws SQLException {
    statement.close();
  }

  /// The arguments as the driver takes them, in the same array.
  private static @Nullable Object[] values(@Nullable Object[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case Boolean flag -> args[i] = flag ? 1 : 0;
        case null -> {}
        case String text -> {}
        case Long number -> {}
        case Integer number -> {}
        case byte[] bytes -> {}
        default -> throw new IllegalArgumentException("argument of " + args[i].getClass());
      }
    }
    return args;
  }
}
