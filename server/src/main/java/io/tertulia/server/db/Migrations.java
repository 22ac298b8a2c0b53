package io.tertulia.server.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/// Brings the tables up to date: numbered scripts, each run once, in one transaction with the
/// number it leaves behind.
final class Migrations {
  private static final List<String> SCRIPTS =
      List.of(
          "0001-begin.sql",
          "0002-reactions.sql",
          "0003-readers.sql",
          "0004-search.sql",
          "0005-files.sql",
          "0006-records.sql",
          "0007-lists.sql",
          "0008-epochs.sql",
          "0009-mail.sql",
          "0010-webhooks.sql",
          "0011-erasure.sql",
          "0012-anonymous.sql",
          "0013-names.sql");

  private Migrations() {}

  static void apply(Sql sql) throws SQLException {
    long done = sql.number("PRAGMA user_version");
    if (done > SCRIPTS.size()) {
      throw new SQLException(
          "the store has tables of version "
              + done
              + " (expected: at most "
              + SCRIPTS.size()
              + "); it was written by a newer Tertulia");
    }
    for (int i = (int) done; i < SCRIPTS.size(); i++) {
      sql.script(
          "BEGIN IMMEDIATE;\n"
              + script(SCRIPTS.get(i))
              + "\nPRAGMA user_version="
              + (i + 1)
              + ";\nCOMMIT;");
    }
  }

  private static String script(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no migration " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
