package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;

/// What became of an archive that was brought in.
///
/// @param lines how many it had
/// @param fresh how many of them said something that was not there
public record ImportSnapshot(long lines, long fresh) {
  static ImportSnapshot read(Fields in) {
    return new ImportSnapshot(in.integer("lines"), in.integer("fresh"));
  }
}
