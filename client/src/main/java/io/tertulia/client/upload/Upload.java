package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.protocol.file.UploadMetadata;
import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// One upload, from its source to its token. Belongs to the turn.
///
/// | State | is left when |
/// | --- | --- |
/// | WAITING: for its turn among the session's uploads | [#begin]: MEASURING |
/// | MEASURING: the source's length, on the pool | it is known: CREATING |
/// | CREATING: `POST` | the server has made it: SENDING; the line breaks: again after a while |
/// | SENDING: `PATCH` with the next piece | the server has it: the next one; the token comes: OVER; the line breaks: LOOKING after a while |
/// | LOOKING: `HEAD` | the token comes: OVER; the server says how far it is: SENDING; it knows of none: CREATING, once; the line breaks: again after a while |
/// | OVER | never |
///
/// From every state, a refusal, a source that fails, and whoever ends it lead to OVER. What the
/// server has is then freed, unless it is the file that was asked for.
final class Upload implements Running {
  private final UploadParts parts;
  private final Source source;
  private final FileDetails details;
  private final Uploads.@Nullable Listener listener;
  private final Reply<FileToken> reply;
  private final Consumer<Upload> whenOver;
  private final Patience patience;
  private @Nullable Trip trip;
  private @Nullable Spool spool;
  private @Nullable Progress progress;
  private long length;

  /// How far the server is, as it said last.
  private long offset;

  /// As far as it ever was.
  private long reached;

  /// Names it at the server; null until that has made it.
  private @Nullable String id;

  private boolean creating;
  private boolean restarted;
  private boolean over;

  /// The token came.
  private boolean complete;

  Upload(
      UploadParts parts,
      Source source,
      FileDetails details,
      Uploads.@Nullable Listener listener,
      Reply<FileToken> reply,
      Consumer<Upload> whenOver) {
    this.parts = parts;
    this.source = source;
    this.details = details;
    this.listener = listener;
    this.reply = reply;
    this.whenOver = whenOver;
    this.patience = parts.patience();
  }

  void begin() {
    parts.pool().execute(this::measure);
  }

  @Override
  public void end(Failure failure) {
    if (!over) {
      finish();
      free();
      reply.refused(failure);
    }
  }

  @Override
  public void undo() {
    if (complete) {
      complete = false;
      free();
    }
  }

  private void measure() {
    try {
      long bytes = source.length();
      Spool opened = new Spool(source, bytes);
      opened.checkEmpty();
      parts.turn().execute(() -> measured(opened, bytes));
    } catch (SourceFailed e) {
      parts.turn().execute(() -> end(e.failure()));
    } catch (IOException | RuntimeException e) {
      parts.turn().execute(() -> end(SourceFailed.by(e).failure()));
    }
  }

  private void measured(Spool opened, long bytes) {
    spool = opened;
    length = bytes;
    if (over) {
      parts.pool().execute(opened::close);
      return;
    }
    if (listener != null) {
      progress = new Progress(parts.callbacks(), listener, bytes);
    }
    create();
  }

  private void create() {
    creating = true;
    Request.Builder request =
        parts
            .trips()
            .to("uploads")
            .post(RequestBody.EMPTY)
            .header(UploadHeaders.LENGTH, Long.toString(length))
            .header(UploadHeaders.METADATA, UploadMetadata.write(details));
    trip = parts.trips().begin(request, this::created);
  }

  private void created(Outcome outcome) {
    creating = false;
    if (outcome instanceof Outcome.Done(Answer answer)) {
      id = answer.created();
    }
    if (over) {
      free();
      return;
    }
    switch (outcome) {
      case Outcome.Done(Answer answer) when id == null -> end(senseless("no Location", answer));
      case Outcome.Done(Answer answer) -> {
        patience.renew();
        moved(answer);
      }
      case Outcome.Lost lost -> again(lost, this::create);
      case Outcome.Refused(Failure failure) -> end(failure);
    }
  }

  private void send() {
    Spool from = spool;
    if (from == null || id == null) {
      throw new IllegalStateException("bytes of an upload that was not created");
    }
    if (!from.reaches(offset)) {
      String wanted = "source: cannot be read again from byte " + offset;
      end(Failure.of(ErrorCode.UNAVAILABLE, wanted + " (expected: one that can be opened again)"));
      return;
    }
    Progress told = progress;
    UploadBody piece = new UploadBody(from, offset, told == null ? bytes -> {} : told::sent);
    Request.Builder request =
        parts
            .trips()
            .to("uploads", id)
            .patch(piece)
            .header(UploadHeaders.OFFSET, Long.toString(offset));
    trip = parts.trips().begin(request, this::sent);
  }

  private void sent(Outcome outcome) {
    if (outcome instanceof Outcome.Done(Answer answer)
        && answer.header(UploadHeaders.TOKEN) == null
        && offset >= answer.offset()) {
      Failure idle = Failure.of(ErrorCode.UNAVAILABLE, "The server took no byte.");
      again(new Outcome.Lost(idle, false), this::look);
    } else {
      told(outcome);
    }
  }

  private void look() {
    if (id != null) {
      trip = parts.trips().begin(parts.trips().to("uploads", id).head(), this::told);
    }
  }

  private void told(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(Answer answer) -> moved(answer);
      case Outcome.Lost lost -> again(lost, this::look);
      case Outcome.Refused(Failure failure) when failure.code() == ErrorCode.NOT_FOUND ->
          restart(failure);
      case Outcome.Refused(Failure failure) -> end(failure);
    }
  }

  private void moved(Answer answer) {
    String token = answer.header(UploadHeaders.TOKEN);
    if (token != null && !token.isBlank()) {
      complete(new FileToken(token.strip()));
      return;
    }
    offset = answer.offset();
    if (offset < 0 || offset > length) {
      end(senseless(UploadHeaders.OFFSET, answer));
      return;
    }
    if (offset > reached) {
      reached = offset;
      patience.renew();
    }
    send();
  }

  /// The server knows nothing of it, any more.
  private void restart(Failure why) {
    if (restarted || spool == null || !spool.reaches(0)) {
      end(why);
      return;
    }
    restarted = true;
    id = null;
    offset = 0;
    reached = 0;
    create();
  }

  private void again(Outcome.Lost lost, Runnable next) {
    if (!patience.retry(lost.said(), next)) {
      end(lost.failure());
    }
  }

  private void complete(FileToken token) {
    complete = true;
    finish();
    if (progress != null) {
      progress.complete();
    }
    reply.answered(token);
  }

  private void finish() {
    over = true;
    patience.stop();
    // A request that creates it is waited for: without its answer nobody can free what it made.
    if (trip != null && !creating) {
      trip.cancel();
    }
    Spool used = spool == null ? new Spool(source, 0) : spool;
    parts.pool().execute(used::close);
    whenOver.accept(this);
  }

  /// Frees what the server has, as well as may be: without a line the server does it after a day.
  private void free() {
    if (progress != null) {
      progress.stop();
    }
    if (id != null) {
      parts.trips().send(parts.trips().to("uploads", id).delete(null));
    }
  }

  private static Failure senseless(String what, Answer answer) {
    return Failure.of(
        ErrorCode.INTERNAL, "The answer makes no sense: HTTP " + answer.status() + ", " + what);
  }
}
