package io.tertulia.server.gate.uploads;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.files.Upload;
import io.tertulia.server.files.Uploader;
import io.tertulia.server.files.Uploads;
import io.tertulia.server.gate.Counters;
import io.tertulia.server.gate.http.Body;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.identity.Actor;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;

/// Lets files in, however they travel: looks at who brings them and how large they say they are
/// before the first byte, and counts them. Safe for use by any thread; every call may wait.
public final class Intake {
  private static final String REFUSED = "tertulia_uploads_refused_total";

  private final Chat chat;
  private final Uploads uploads;
  private final long maxBytes;
  private final Counters counters;
  private final LongAdder bytes;

  /// @param maxBytes of one file
  public Intake(Chat chat, Uploads uploads, long maxBytes, Counters counters) {
    this.chat = chat;
    this.uploads = uploads;
    this.maxBytes = maxBytes;
    this.counters = counters;
    this.bytes = counters.counter("tertulia_upload_bytes_total");
  }

  /// How many bytes a file may have at most, in any app.
  long maxBytes() {
    return maxBytes;
  }

  /// How many bytes a file of somebody may have.
  long maxBytes(Actor actor) {
    return uploads.maxBytes(uploader(actor));
  }

  /// Takes the file that a request brings whole: in a form, or as its body with what is known of it
  /// in the query.
  ///
  /// @throws IllegalArgumentException when the form is none, or has not exactly one file
  /// @throws Refusal when the file is not taken
  public Upload take(Actor actor, Request request) throws IOException {
    try {
      BodySource body = source(request.body());
      Form form = Form.of(request.header("content-type"), body);
      checkSize(actor, request.body().announced(), form == null ? 0 : Form.MAX_BESIDES);
      counters.count("tertulia_uploads_begun_total");
      Uploader uploader = uploader(actor);
      return counted(
          form == null
              ? uploads.take(
                  uploader, new Filled(body), type -> Form.details(request.query(), type))
              : uploads.take(uploader, new Filled(form), form::details));
    } catch (Refusal refusal) {
      throw refused(refusal);
    } catch (IllegalArgumentException e) {
      counters.count(REFUSED, "code", ErrorCode.INVALID_ARGUMENT.name());
      throw e;
    }
  }

  Upload create(Actor actor, long length, FileDetails details) {
    mayUpload(actor, details.kind());
    Upload begun = uploads.create(uploader(actor), length, details);
    counters.count("tertulia_uploads_begun_total");
    return begun.token() == null ? begun : counted(begun);
  }

  Upload look(Actor actor, String id) {
    return uploads.look(uploader(actor), id);
  }

  Upload append(Actor actor, String id, long offset, BodySource source) throws IOException {
    return counted(uploads.append(uploader(actor), id, offset, source));
  }

  /// Gives an upload up, or a file that no message names.
  public void remove(Actor actor, String id) {
    uploads.remove(uploader(actor), id);
  }

  BodySource source(Body body) {
    return new BodySource(body, bytes);
  }

  /// Counts a refusal.
  Refusal refused(Refusal refusal) {
    counters.count(REFUSED, "code", refusal.code().name());
    return refusal;
  }

  private Upload counted(Upload upload) {
    if (upload.token() != null) {
      counters.count("tertulia_uploads_completed_total");
    }
    return upload;
  }

  /// The refusal of a file that is too large.
  ///
  /// @param what says so
  Refusal tooLarge(Actor actor, String what, long size) {
    return new Refusal(
        ErrorCode.FILE_REJECTED,
        what + ": " + size + " bytes (expected: at most " + maxBytes(actor) + ")");
  }

  private void mayUpload(Actor actor, FileKind kind) {
    try {
      chat.mayUpload(actor, kind).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
  }

  private void checkSize(Actor actor, long announced, int besides) {
    if (announced > maxBytes(actor) + besides) {
      throw tooLarge(actor, "body", announced);
    }
  }

  private static Uploader uploader(Actor actor) {
    return new Uploader(
        actor.app().key(),
        actor.app().id(),
        actor instanceof Actor.UserActor user ? user.userId() : null,
        actor.app().anonymous());
  }
}
