package io.tertulia.server.gate.rest;

import io.tertulia.protocol.content.FileBlock;
import io.tertulia.server.files.Downloads;
import io.tertulia.server.files.StoredFile;
import io.tertulia.server.identity.App;
import io.tertulia.server.record.FileUrls;
import java.util.function.Supplier;

/// Where files are found from outside: facts know paths only.
///
/// @param base the address before them, without a slash at its end
record Links(Downloads downloads, Supplier<String> base) implements FileUrls {

  /// Where a file can be downloaded now.
  String url(App app, StoredFile file) {
    String url = base.get() + Downloads.path(app.id(), file);
    return app.settings().signedFileUrls() ? url + "?" + downloads.signature(file) : url;
  }

  @Override
  public String url(FileBlock file) {
    return file.url().startsWith("/") ? base.get() + file.url() : file.url();
  }
}
