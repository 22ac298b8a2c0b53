/// The store: one database file, transactions with group commit, a few readers, numbered
/// migrations.
///
/// SQL comes in, rows go out. It knows tables only through the migrations, and must never know what
/// a message is, who may see it, or that there is a network.
@NullMarked
package io.tertulia.server.db;

import org.jspecify.annotations.NullMarked;
