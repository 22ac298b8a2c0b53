package io.tertulia.server.gate;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.identity.Admitted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one client and the server say to each other, from hello to bye. On the line's event loop.
///
/// ```text
/// EXPECTING --hello--> ADMITTING --admitted--> OPEN --leave--> LEAVING --all is answered--> over
/// ```
///
/// In every state it can be over by an end of the line. What comes while a hello is looked into,
/// while as many requests as allowed are not answered, or while the user goes too fast, waits here,
/// and the socket is not read.
///
/// After the hello, a text may hold several frames, as an array.
@SuppressWarnings("FutureReturnValueIgnored") // Failures are told to the client.
final class Dialogue {
  private static final long NEVER = Long.MAX_VALUE;

  private enum State {
    EXPECTING,
    ADMITTING,
    OPEN,
    LEAVING,
    OVER
  }

  private final Inside inside;
  private final Caller caller;
  private final Line line;
  private final Outgoing out;
  private final Pace pace;
  private final long helloBy;
  private final Deque<Heard> waiting = new ArrayDeque<>(1);
  private State state = State.EXPECTING;
  private @Nullable Requests requests;
  private long endsAt = NEVER; // milliseconds since 1970
  private int malformed;
  private volatile boolean waits;

  Dialogue(Inside inside, Caller caller, Line line, Outgoing out) {
    this.inside = inside;
    this.caller = caller;
    this.line = line;
    this.out = out;
    this.pace = new Pace(inside.limits().requestsInFlight(), this::eased);
    this.helloBy = System.nanoTime() + inside.limits().helloTime().toNanos();
  }

  /// A text came.
  void hear(byte[] text) {
    Heard heard = new Heard(text, 0);
    switch (state) {
      case EXPECTING -> hello(text);
      case ADMITTING -> waiting.add(heard);
      case OPEN -> {
        if (waits) {
          waiting.add(heard);
        } else {
          read(heard);
        }
      }
      case LEAVING, OVER -> {}
    }
  }

  /// Looks whether the time for the hello, the token's, or for going slow is over.
  void look(long now) {
    switch (state) {
      case EXPECTING -> {
        if (now - helloBy > 0) {
          line.end(Farewell.noHello());
        }
      }
      case OPEN -> {
        if (endsAt != NEVER && inside.below().clock().millis() > endsAt) {
          line.end(Farewell.tokenOver());
        }
        resume();
      }
      case ADMITTING, LEAVING, OVER -> {}
    }
  }

  /// Says goodbye as soon as all is answered.
  void leave() {
    if (state != State.OVER) {
      state = State.LEAVING;
      waits = true;
      waiting.clear();
      resume();
    }
  }

  /// The line ended.
  void close() {
    state = State.OVER;
    waiting.clear();
    if (requests != null) {
      requests.close();
    }
  }

  private void hello(byte[] text) {
    Json json = json(text);
    ClientFrame frame = json == null ? null : frame(json);
    if (frame == null) {
      return;
    }
    if (!(frame instanceof ClientFrame.Hello hello)) {
      line.end(Farewell.noHello());
      return;
    }
    state = State.ADMITTING;
    line.greeted();
    line.reads(false);
    inside
        .admit(caller, hello.userId(), hello.token())
        .whenComplete((admitted, failure) -> line.later(() -> admit(hello, admitted, failure)));
  }

  private void admit(
      ClientFrame.Hello hello, @Nullable Admitted admitted, @Nullable Throwable failure) {
    if (state != State.ADMITTING) {
      return;
    }
    if (admitted == null) {
      Throwable cause = failure == null ? new IllegalStateException("nobody admitted") : failure;
      line.end(Farewell.of(inside.incidents().refusal(cause)));
      return;
    }
    Requests joined = new Requests(inside, admitted.actor(), out, pace);
    requests = joined;
    // Looked at again, as its key may have gone before this connection could be told to end.
    joined
        .settle()
        .thenCombine(inside.admit(caller, hello.userId(), hello.token()), (view, again) -> view)
        .<Runnable>thenApply(view -> () -> welcome(admitted, view.orElse(null)))
        .exceptionally(no -> () -> line.end(Farewell.of(inside.incidents().refusal(no))))
        .thenAccept(line::later);
  }

  private void welcome(Admitted admitted, @Nullable String view) {
    if (state != State.ADMITTING) {
      return;
    }
    state = State.OPEN;
    waits = true;
    long now = inside.below().clock().millis();
    out.send(Payload.of(new ServerFrame.Welcome(now, lasts(admitted), view)));
    resume();
  }

  private void read(Heard heard) {
    Json json = json(heard.text());
    if (json == null) {
      return;
    }
    List<Json> frames =
        json instanceof Json.Arr(List<Json> all) && !all.isEmpty() ? all : List.of(json);
    int max = inside.limits().requestsInFlight();
    if (frames.size() > max) {
      line.end(
          Farewell.violation(
              "frames: " + frames.size() + " in one text (expected: at most " + max + ")"));
      return;
    }
    for (int i = heard.from(); i < frames.size() && state == State.OPEN; i++) {
      read(frames.get(i));
      if (state == State.OPEN && pace.full()) {
        pause(new Heard(heard.text(), i + 1), i + 1 < frames.size());
        return;
      }
    }
  }

  private void read(Json json) {
    ClientFrame frame = frame(json);
    Requests open = requests;
    if (frame == null || open == null) {
      return;
    }
    if (frame instanceof ClientFrame.Renew renew) {
      renew(open, renew);
    } else {
      open.take(frame);
    }
  }

  /// Reads on when there is room for more requests.
  private void pause(Heard rest, boolean some) {
    if (some) {
      waiting.addFirst(rest);
    }
    waits = true;
    inside.counters().count("tertulia_lines_paused_total");
    line.reads(false);
    resume();
  }

  private void renew(Requests open, ClientFrame.Renew renew) {
    pace.begin();
    inside
        .admit(caller, open.actor().userId(), renew.token())
        .whenComplete((admitted, failure) ->
            line.later(() -> {
              renewed(renew.id(), admitted, failure);
              pace.end();
            }));
  }

  private void renewed(long id, @Nullable Admitted admitted, @Nullable Throwable failure) {
    if (admitted != null) {
      out.send(Payload.of(new ServerFrame.Renewed(id, lasts(admitted))));
    } else {
      Throwable cause = failure == null ? new IllegalStateException("nobody admitted") : failure;
      out.refuse(id, inside.incidents().refusal(cause));
    }
  }

  /// Notes until when the connection may stay, and tells when the token ends.
  private @Nullable Long lasts(Admitted admitted) {
    Instant end = admitted.endsAt();
    if (end == null) {
      endsAt = NEVER;
      return null;
    }
    Instant now = inside.below().clock().instant();
    endsAt = (end.isBefore(now) ? now : end).plus(inside.limits().tokenGrace()).toEpochMilli();
    return end.toEpochMilli();
  }

  /// What a text holds, or null when that is no JSON; then the line ends.
  private @Nullable Json json(byte[] text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      inside.counters().count("tertulia_frames_malformed_total");
      line.end(Farewell.malformed(String.valueOf(e.getMessage())));
      return null;
    }
  }

  /// The frame, or null when it is none; then it was refused.
  private @Nullable ClientFrame frame(Json json) {
    try {
      ClientFrame frame = ClientFrame.read(json);
      malformed = 0;
      return frame;
    } catch (IllegalArgumentException e) {
      inside.counters().count("tertulia_frames_malformed_total");
      refuse(json, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void refuse(Json json, String why) {
    malformed++;
    Requests open = requests;
    if (open == null || malformed >= inside.limits().malformedFrames()) {
      line.end(Farewell.violation(why));
      return;
    }
    Json id = json instanceof Json.Obj object ? object.get("id") : null;
    open.refuse(id instanceof Json.Int number ? number.value() : null, why);
  }

  /// By any thread: there is room for more requests, or none is left.
  private void eased() {
    if (waits) {
      line.later(this::resume);
    }
  }

  private void resume() {
    if (state == State.LEAVING && pace.idle()) {
      line.end(Farewell.shuttingDown());
    }
    if (state != State.OPEN || !waits || !pace.easy()) {
      return;
    }
    waits = false;
    for (Heard next = waiting.poll(); next != null; next = waiting.poll()) {
      read(next);
      if (waits || state != State.OPEN) {
        return;
      }
    }
    line.reads(true);
  }
}
