package io.tertulia.server.gate.uploads;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.protocol.file.UploadMetadata;
import io.tertulia.server.files.Upload;
import io.tertulia.server.gate.http.Endpoint;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.identity.Actor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Uploads that are continued after a cut, as tus 1.0 has them: the core protocol with creation,
/// creation with upload, termination and expiration.
///
/// A request for an upload takes it over from one that still brings bytes: that line is dead for
/// the client.
public final class TusUploads {
  private static final String ALL = "/v1/{app}/uploads";
  private static final String ONE = ALL + "/{upload}";

  private final Credentials credentials;
  private final Intake intake;

  public TusUploads(Credentials credentials, Intake intake) {
    this.credentials = credentials;
    this.intake = intake;
  }

  /// Puts the routes.
  public void addTo(Router.Builder routes) {
    for (String path : List.of(ALL, ONE)) {
      routes.on("OPTIONS", path, request -> TusHeaders.options(intake.maxBytes()));
    }
    routes.stream("POST", ALL, asked(this::create));
    routes.on("HEAD", ONE, asked(this::look));
    routes.stream("PATCH", ONE, asked(this::append));
    routes.on("DELETE", ONE, asked(this::remove));
  }

  private Reply create(Actor actor, Request request) throws IOException {
    long length = TusHeaders.number(request, UploadHeaders.LENGTH);
    FileDetails details =
        UploadMetadata.read(
            TusHeaders.text(request, UploadHeaders.METADATA, "at least a filename"));
    long announced = request.body().announced();
    boolean bringsBytes = TusHeaders.isPart(request);
    if (announced > 0 && !bringsBytes) {
      return otherType();
    }
    if (length > intake.maxBytes(actor)) {
      return no(413, intake.tooLarge(actor, UploadHeaders.LENGTH, length));
    }
    if (announced > length) {
      return tooMany(announced, length);
    }
    Upload upload = intake.create(actor, length, details);
    if (bringsBytes && upload.token() == null) {
      upload = begin(actor, upload, request);
    }
    return TusHeaders.tell(201, upload)
        .with("Location", "/v1/" + segment(actor.app().id()) + "/uploads/" + segment(upload.id()));
  }

  /// Takes what came with the request that began an upload. When that breaks off the client is told
  /// where the upload is, so that it can go on if it still hears.
  private Upload begin(Actor actor, Upload upload, Request request) throws IOException {
    try {
      return intake.append(actor, upload.id(), 0, intake.source(request.body()));
    } catch (IOException e) {
      return intake.look(actor, upload.id());
    }
  }

  private Reply look(Actor actor, Request request) {
    Upload upload = intake.look(actor, request.at("upload"));
    return TusHeaders.tell(200, upload)
        .with(UploadHeaders.LENGTH, Long.toString(upload.length()))
        .with(UploadHeaders.METADATA, UploadMetadata.write(upload.details()));
  }

  private Reply append(Actor actor, Request request) throws IOException {
    if (!TusHeaders.isPart(request)) {
      return otherType();
    }
    long offset = TusHeaders.number(request, UploadHeaders.OFFSET);
    Upload upload = intake.look(actor, request.at("upload"));
    if (offset != upload.offset()) {
      return no(409, invalid("Upload-Offset: " + offset + " (expected: " + upload.offset() + ")"));
    }
    long rest = upload.length() - offset;
    long announced = request.body().announced();
    if (announced > rest) {
      return tooMany(announced, rest);
    }
    BodySource source = intake.source(request.body());
    try {
      return TusHeaders.tell(204, intake.append(actor, upload.id(), offset, source));
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.INVALID_ARGUMENT) {
        throw refusal;
      }
      // Before the first byte only the offset can be wrong: somebody else was faster.
      return no(source.begun() ? 413 : 409, refusal);
    }
  }

  private Reply remove(Actor actor, Request request) {
    intake.remove(actor, request.at("upload"));
    return Reply.empty(204);
  }

  private Endpoint asked(Call call) {
    return request -> TusHeaders.everywhere(answer(call, request));
  }

  private Reply answer(Call call, Request request) throws IOException {
    if (!UploadHeaders.VERSION.equals(TusHeaders.find(request, UploadHeaders.RESUMABLE))) {
      return no(412, invalid("Tus-Resumable: unknown (expected: " + UploadHeaders.VERSION + ")"))
          .with(TusHeaders.VERSIONS, UploadHeaders.VERSION);
    }
    try {
      return call.answer(credentials.actor(request), request);
    } catch (Refusal refusal) {
      return Reply.error(intake.refused(refusal));
    } catch (IllegalArgumentException e) {
      return Reply.error(intake.refused(invalid(String.valueOf(e.getMessage()))));
    }
  }

  private Reply otherType() {
    return no(415, invalid("Content-Type: another (expected: " + UploadHeaders.BYTES + ")"));
  }

  private Reply tooMany(long announced, long rest) {
    return no(
        413, invalid("Content-Length: " + announced + " (expected: at most " + rest + " bytes)"));
  }

  private Reply no(int status, Refusal refusal) {
    return Reply.error(intake.refused(refusal), status);
  }

  private static Refusal invalid(String why) {
    return new Refusal(ErrorCode.INVALID_ARGUMENT, why);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// One request of tus.
  @FunctionalInterface
  private interface Call {
    Reply answer(Actor actor, Request request) throws IOException;
  }
}
