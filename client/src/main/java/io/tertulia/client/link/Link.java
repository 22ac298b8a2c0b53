package io.tertulia.client.link;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one socket of a session. Belongs to the turn.
///
/// | State | is left when |
/// | --- | --- |
/// | REST: no socket, none wanted | something is wanted: OPENING, and a token is asked for if one is needed |
/// | OPENING | the socket opens: GREETING, or TOKEN without a token; it breaks: WAITING |
/// | TOKEN: without a token, with or without a socket | a token comes: GREETING, or OPENING without a socket |
/// | GREETING: hello was said | the server welcomes us: READY; it breaks or ten seconds pass: WAITING |
/// | READY | it breaks: WAITING; nothing was wanted for the idle time: REST |
/// | WAITING: for the next attempt | the wait is over: OPENING |
/// | ENDED | never |
///
/// From every state, nothing wanted for the idle time leads to REST, and [#end] to ENDED.
public final class Link implements Outlet, Credentials.Holder {
  static final long WELCOME_MILLIS = 10_000;

  private static final Logger LOG = Logger.getLogger(Link.class.getName());

  /// The session, as the link sees it. Called on the turn.
  public interface Peer {
    /// The server has welcomed us; frames may go out. The view says how the user sees texts on this
    /// line; null when as they were written.
    void lineUp(@Nullable String view);

    /// A frame that is no business of the link and answers no request.
    void received(ServerFrame frame);

    /// Frames may go out no longer; some may be lost.
    void lineDown();

    /// The session is over.
    void failed(Failure failure);
  }

  private enum State {
    REST,
    OPENING,
    TOKEN,
    GREETING,
    READY,
    WAITING,
    ENDED
  }

  private final Identity identity;
  private final Wire.Opener opener;
  private final Clock clock;
  private final Bell bell;
  private final Comeback comeback;
  private final Bell idle;
  private final Credentials credentials;
  private final Requests requests;
  private final Renewal renewal;
  private final Peer peer;
  private State state = State.REST;
  private @Nullable Wire wire;
  private boolean wanted;
  private long lastId;
  private long serverAhead;

  Link(LinkParts parts, Identity identity, Peer peer) {
    this.identity = identity;
    this.peer = peer;
    this.clock = parts.environment().clock();
    this.bell = parts.bell();
    this.comeback = parts.comeback();
    this.idle = parts.bell();
    this.opener = parts.opener(this::accept);
    this.credentials = parts.credentials(this);
    this.requests = new Requests(this, clock, parts.retry());
    this.renewal = new Renewal(this, credentials, parts.bell());
  }

  public Credentials credentials() {
    return credentials;
  }

  public Requests requests() {
    return requests;
  }

  @Override
  public boolean ready() {
    return state == State.READY;
  }

  /// Says whether there is no socket.
  public boolean atRest() {
    return state == State.REST;
  }

  /// Why there is no line, and until when none is tried; null unless that is so.
  public @Nullable Outage outage() {
    return state == State.WAITING ? comeback.outage() : null;
  }

  @Override
  public long nextId() {
    return ++lastId;
  }

  @Override
  public void send(ClientFrame frame) {
    Wire to = wire;
    if (to != null && ready()) {
      to.send(frame);
    }
  }

  /// The turn is at rest: everything that was sent goes out.
  public void flush() {
    if (wire != null) {
      wire.flush();
    }
  }

  /// Says whether a socket is wanted now; one that is not wanted closes after the idle time.
  public void want(boolean now) {
    if (now == wanted || state == State.ENDED) {
      return;
    }
    wanted = now;
    if (!now) {
      idle.ring(identity.idleMillis(), this::rest);
      return;
    }
    idle.silence();
    if (state == State.REST) {
      open();
    }
  }

  /// Ends it for good; unanswered requests fail.
  public void end(Failure failure) {
    if (state == State.ENDED) {
      return;
    }
    rest();
    state = State.ENDED;
    idle.silence();
    requests.fail(failure);
  }

  @Override
  public void arrived() {
    if (state == State.READY) {
      renewal.begin();
    } else if (state == State.TOKEN && wire == null) {
      open();
    } else if (state == State.TOKEN) {
      greet();
    }
  }

  @Override
  public void failed(Failure failure) {
    if (state != State.ENDED) {
      peer.failed(failure);
    }
  }

  private void open() {
    if (!credentials.ready()) {
      if (!credentials.renewable()) {
        failed(Credentials.OVER);
        return;
      }
      credentials.ask();
    }
    state = State.OPENING;
    wire = opener.open(identity.uri());
  }

  private void accept(Wire from, Wire.Signal signal) {
    if (from != wire) {
      return;
    }
    switch (signal) {
      case Wire.Signal.Opened() -> opened();
      case Wire.Signal.Told(ServerFrame frame) -> told(frame);
      case Wire.Signal.Ended(String why) -> broken(Failure.lost(why));
    }
  }

  private void opened() {
    if (credentials.ready()) {
      greet();
    } else {
      state = State.TOKEN;
    }
  }

  private void greet() {
    Wire to = wire;
    if (to != null) {
      state = State.GREETING;
      to.send(new ClientFrame.Hello(identity.userId(), credentials.token(), identity.agent()));
      bell.ring(WELCOME_MILLIS, () -> broken(Failure.lost("no welcome in ten seconds")));
    }
  }

  private void told(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome f -> welcomed(f);
      case ServerFrame.Bye f -> dismissed(f.code(), f.message());
      case ServerFrame.Refused f when f.code().endsSession() -> dismissed(f.code(), f.message());
      case ServerFrame.Refused f when renewal.asked(f.id()) -> renewal.refused();
      case ServerFrame.Refused f when f.id() == null -> refusedNameless(f);
      case ServerFrame.Refused f when f.id() != null && requests.take(f.id(), f) -> {}
      case ServerFrame.Renewed f -> {
        renewal.stop();
        credentials.accepted(byOurClock(f.tokenEndsAt()));
      }
      case ServerFrame.Done f -> requests.take(f.id(), f);
      case ServerFrame.Answer f -> requests.take(f.id(), f);
      case ServerFrame.Results f -> requests.take(f.id(), f);
      case ServerFrame.Translated f -> requests.take(f.id(), f);
      default -> peer.received(frame);
    }
  }

  private void welcomed(ServerFrame.Welcome welcome) {
    if (state != State.GREETING) {
      return;
    }
    bell.silence();
    state = State.READY;
    comeback.welcomed();
    serverAhead = welcome.time() - clock.millis();
    credentials.accepted(byOurClock(welcome.tokenEndsAt()));
    requests.lineUp();
    peer.lineUp(welcome.view());
  }

  private void refusedNameless(ServerFrame.Refused refused) {
    LOG.log(Level.WARNING, "The server refused a frame: {0}", refused.code());
    if (state == State.GREETING) {
      broken(Failure.lost("hello refused with " + refused.code()));
    }
  }

  /// The server ends the session, unless another moment or another token will do.
  private void dismissed(ErrorCode code, String message) {
    if (code == ErrorCode.UNAVAILABLE) {
      broken(Failure.lost("the server said: " + message));
    } else if (code == ErrorCode.TOKEN_EXPIRED && credentials.forgivable()) {
      credentials.refused();
      broken(Failure.of(code, message));
    } else {
      failed(Failure.of(code, message));
    }
  }

  private void broken(Failure why) {
    hangUp(false);
    if (state != State.TOKEN) {
      state = State.WAITING;
      comeback.after(why, this::open);
    }
  }

  private void rest() {
    hangUp(true);
    credentials.rest();
    comeback.rest();
    state = State.REST;
  }

  private void hangUp(boolean politely) {
    boolean wasReady = ready();
    bell.silence();
    renewal.stop();
    if (wire != null) {
      wire.end(politely);
      wire = null;
    }
    if (wasReady) {
      state = State.WAITING;
      credentials.rest();
      requests.lineDown();
      peer.lineDown();
    }
  }

  private @Nullable Long byOurClock(@Nullable Long at) {
    return at == null ? null : at - serverAhead;
  }
}
