package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One question where a file can be downloaded: `GET`, again after a while when the line breaks.
/// Belongs to the turn.
final class Lookup implements Running {
  private final UploadParts parts;
  private final FileToken token;
  private final UnaryOperator<String> reached;
  private final Reply<String> reply;
  private final Consumer<Lookup> whenOver;
  private final Patience patience;
  private @Nullable Trip trip;
  private boolean over;

  Lookup(
      UploadParts parts,
      FileToken token,
      UnaryOperator<String> reached,
      Reply<String> reply,
      Consumer<Lookup> whenOver) {
    this.parts = parts;
    this.token = token;
    this.reached = reached;
    this.reply = reply;
    this.whenOver = whenOver;
    this.patience = parts.patience();
  }

  void begin() {
    trip = parts.trips().begin(parts.trips().to("files", token.value()).get(), this::told);
  }

  @Override
  public void end(Failure failure) {
    if (finish()) {
      reply.refused(failure);
    }
  }

  @Override
  public void undo() {
    // It makes nothing.
  }

  private void told(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(Answer answer) -> told(answer.text("url"));
      case Outcome.Lost(Failure failure, boolean said) -> {
        if (!over && !patience.retry(said, this::begin)) {
          end(failure);
        }
      }
      case Outcome.Refused(Failure failure) -> end(failure);
    }
  }

  private void told(@Nullable String url) {
    if (url == null) {
      end(Failure.of(ErrorCode.INTERNAL, "The answer makes no sense: no url"));
    } else if (finish()) {
      reply.answered(reached.apply(url));
    }
  }

  private boolean finish() {
    if (over) {
      return false;
    }
    over = true;
    patience.stop();
    if (trip != null) {
      trip.cancel();
    }
    whenOver.accept(this);
    return true;
  }
}
