package io.tertulia.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection to the store, with its statements kept prepared. Owned by one thread at a time.
///
/// Arguments are strings, integers, longs, booleans (0 and 1), byte arrays or null, in the order of
/// the question marks.
public final class Sql implements AutoCloseable {
  private static final int MAX_PREPARED = 200;

  private final Connection connection;
  private final Map<String, Prepared> prepared = new LinkedHashMap<>(64, 0.75f, true);
  private long writes;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /// All rows of a query.
  public <T> List<T> list(String query, RowReader<T> reader, @Nullable Object... args)
      throws SQLException {
    List<T> found = new ArrayList<>();
    visit(query, row -> found.add(reader.read(row)), args);
    return found;
  }

  /// Rows of a query until the visitor has seen enough.
  public void visit(String query, RowVisitor visitor, @Nullable Object... args)
      throws SQLException {
    try {
      Prepared statement = prepare(query);
      boolean there = statement.begin(args);
      try {
        Row row = new Row(statement);
        while (there && visitor.visit(row)) {
          there = statement.next();
        }
      } finally {
        statement.end();
      }
    } catch (SQLException e) {
      throw forgetting(query, e);
    }
  }

  /// The first row of a query, if there is one.
  public <T> Optional<T> first(String query, RowReader<T> reader, @Nullable Object... args)
      throws SQLException {
    try {
      Prepared statement = prepare(query);
      boolean there = statement.begin(args);
      try {
        return there ? Optional.of(reader.read(new Row(statement))) : Optional.empty();
      } finally {
        statement.end();
      }
    } catch (SQLException e) {
      throw forgetting(query, e);
    }
  }

  /// The first column of the one row that a query gives.
  public long number(String query, @Nullable Object... args) throws SQLException {
    return first(query, row -> row.number(1), args)
        .orElseThrow(() -> new SQLException("no row: " + query));
  }

  /// Runs a statement; tells how many rows it changed.
  public int run(String statement, @Nullable Object... args) throws SQLException {
    writes++;
    try {
      return prepare(statement).change(args);
    } catch (SQLException e) {
      throw forgetting(statement, e);
    }
  }

  /// Inserts a row; tells the key that it was given.
  public long insert(String statement, @Nullable Object... args) throws SQLException {
    run(statement, args);
    return number("SELECT last_insert_rowid()");
  }

  /// How many statements were run that may have changed something.
  long writes() {
    return writes;
  }

  /// Runs a script of several statements without arguments.
  void script(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Prepared statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }

  /// Forgets a statement that failed: the driver has closed it, and says so only when it is used
  /// again.
  private SQLException forgetting(String text, SQLException failure) {
    Prepared broken = prepared.remove(text);
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  private Prepared prepare(String text) throws SQLException {
    Prepared known = prepared.get(text);
    if (known != null) {
      return known;
    }
    if (prepared.size() >= MAX_PREPARED) {
      forgetOldest();
    }
    Prepared statement = new Prepared(connection, text);
    prepared.put(text, statement);
    return statement;
  }

  private void forgetOldest() throws SQLException {
    for (var all = prepared.values().iterator(); all.hasNext(); ) {
      Prepared oldest = all.next();
      if (!oldest.running()) {
        all.remove();
        oldest.close();
        return;
      }
    }
  }

  /// Makes a value of a row.
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  /// Looks at a row; false when it has seen enough.
  @FunctionalInterface
  public interface RowVisitor {
    boolean visit(Row row) throws SQLException;
  }
}
