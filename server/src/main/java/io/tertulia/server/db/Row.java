package io.tertulia.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One row of a result; columns count from 1. Valid only inside the reader that it is given to.
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /// A text that is there.
  public String text(int column) throws SQLException {
    String value = rows.getString(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  /// A text, or null.
  public @Nullable String textOrNull(int column) throws SQLException {
    return rows.getString(column);
  }

  /// An integer that is there.
  public long number(int column) throws SQLException {
    return rows.getLong(column);
  }

  /// A small integer that is there.
  public int count(int column) throws SQLException {
    return rows.getInt(column);
  }

  /// An integer, or null.
  public @Nullable Long numberOrNull(int column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  /// Bytes that are there.
  public byte[] bytes(int column) throws SQLException {
    byte[] value = rows.getBytes(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  /// True for 1, false for 0.
  public boolean flag(int column) throws SQLException {
    return rows.getInt(column) != 0;
  }
}
