package io.tertulia.server.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One row of a result; columns count from 1. Valid only inside the reader that it is given to.
public final class Row {
  private final Prepared statement;

  Row(Prepared statement) {
    this.statement = statement;
  }

  /// A text that is there.
  public String text(int column) throws SQLException {
    return there(column, statement.text(column));
  }

  /// A text, or null.
  public @Nullable String textOrNull(int column) throws SQLException {
    return statement.text(column);
  }

  /// An integer that is there.
  public long number(int column) throws SQLException {
    return statement.number(column);
  }

  /// A small integer that is there.
  public int count(int column) throws SQLException {
    return (int) statement.number(column);
  }

  /// An integer, or null.
  public @Nullable Long numberOrNull(int column) throws SQLException {
    return statement.isNull(column) ? null : (Long) statement.number(column);
  }

  /// Bytes that are there.
  public byte[] bytes(int column) throws SQLException {
    return there(column, statement.bytes(column));
  }

  /// True for 1, false for 0.
  public boolean flag(int column) throws SQLException {
    return statement.number(column) != 0;
  }

  private static <T> T there(int column, @Nullable T value) throws SQLException {
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }
}
