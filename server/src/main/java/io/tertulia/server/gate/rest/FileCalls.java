package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.files.StoredFile;
import io.tertulia.server.files.Upload;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.uploads.Credentials;
import io.tertulia.server.gate.uploads.Intake;
import io.tertulia.server.identity.App;
import java.io.IOException;
import java.util.Objects;

/// The calls for files.
final class FileCalls {
  private final Credentials credentials;
  private final Intake intake;
  private final Links links;

  FileCalls(Credentials credentials, Intake intake, Links links) {
    this.credentials = credentials;
    this.intake = intake;
    this.links = links;
  }

  /// Takes a file whole.
  Reply upload(Visit visit) throws IOException {
    Upload upload = intake.take(visit.app(), visit.request());
    FileToken token = Objects.requireNonNull(upload.token(), "a file that was taken has a token");
    return Reply.of(
        Json.object()
            .put("attachmentToken", token.value())
            .put("fileToken", token.value())
            .build());
  }

  /// Tells what a token stands for: its block, with its media type. Users may ask too.
  Reply get(Request request) {
    App app = credentials.actor(request).app();
    StoredFile file = find(app, request);
    Json.Builder told = Json.object();
    FileBlock block = links.downloads().block(app.id(), file);
    ((Json.Obj) block.json()).members().forEach(told::put);
    return Reply.of(
        told.put("url", links.url(app, file)).put("mediaType", file.mediaType()).build());
  }

  /// Deletes a file that the app uploaded and no message names; one that a message names stays.
  Reply delete(Visit visit) {
    intake.remove(visit.app(), find(visit.app().app(), visit.request()).id());
    return Reply.DONE;
  }

  private StoredFile find(App app, Request request) {
    try {
      return links.downloads().find(app.key(), new FileToken(request.at("token")));
    } catch (Refusal refusal) {
      throw Visit.inPath(refusal);
    }
  }
}
