package io.tertulia.server.record;

import io.tertulia.protocol.content.FileBlock;

/// Where files are found from outside: facts know paths only.
@FunctionalInterface
public interface FileUrls {
  /// The address of a message's file.
  String url(FileBlock file);
}
