package io.tertulia.server.gate.rest;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.files.Downloads;
import io.tertulia.server.files.StoredFile;
import io.tertulia.server.identity.App;
import java.util.function.Supplier;

/// Where files are found from outside: facts know paths only.
///
/// @param base the address before them, without a slash at its end
record Links(Downloads downloads, Supplier<String> base) {

  /// Where a file can be downloaded now.
  String url(App app, StoredFile file) {
    String url = base.get() + Downloads.path(app.id(), file);
    return app.settings().signedFileUrls() ? url + "?" + downloads.signature(file) : url;
  }

  /// The content of a message as it is told outside.
  Json json(ContentBlock block) {
    if (!(block instanceof FileBlock file)) {
      return block.json();
    }
    Json.Builder told = Json.object();
    ((Json.Obj) file.json()).members().forEach(told::put);
    return told.put("url", url(file)).build();
  }

  /// The address of a message's file.
  String url(FileBlock file) {
    return file.url().startsWith("/") ? base.get() + file.url() : file.url();
  }
}
