package io.tertulia.client;

import io.tertulia.client.follow.Follows;
import io.tertulia.client.link.Environment;
import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Link;
import io.tertulia.client.link.LinkParts;
import io.tertulia.client.link.Turn;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.upload.Source;
import io.tertulia.client.upload.Uploads;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The core of a session: joins link, mirror, follows and subscriptions.
///
/// Its state belongs to the turn, one serial executor; public methods may be called by any thread
/// and go there. The application's code runs on a second serial executor, the callbacks; futures of
/// requests complete on the pool, each by itself, so a callback may wait for one. Never holds the
/// [TalkSession].
final class Session implements Link.Peer {
  private static final int BATCH = 256;
  private static final long SWEEP_MILLIS = 10_000;

  private final Environment environment;
  private final Pins pins;
  private final Turn turn;
  private final Turn callbacks;
  private final Link link;
  private final Mirror mirror;
  private final Follows follows;
  private final Uploads uploads;
  private final FileUrls files;
  private final Views views;
  private final TypingMarks typingMarks;
  private final Runnable sweep;
  private final long sweepMillis;

  /// Subscriptions that have not ended, and handlers that were not called.
  private final Set<LiveSubscription<?>> live = ConcurrentHashMap.newKeySet();

  private final Set<ErrorHandler> handlers = ConcurrentHashMap.newKeySet();
  private final ConnectionNews connection = new ConnectionNews();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Over over;
  private volatile boolean anonymous;
  private volatile Runnable whenOver = () -> {};
  private boolean sweeping;

  /// @param sweep looks for sessions that were collected; called now and then while this one is
  ///   idle but connected
  Session(TalkSessionOptions options, Environment environment, Pins pins, Runnable sweep) {
    this.environment = environment;
    this.pins = pins;
    this.sweep = sweep;
    this.sweepMillis = Math.min(SWEEP_MILLIS, options.idleTimeout().toMillis());
    this.turn = new Turn(environment.pool(), BATCH, this::settle);
    this.callbacks =
        new Turn(WillingExecutor.of(options.executor(), environment.pool()), 1, () -> {});
    LinkParts parts =
        new LinkParts(
            environment,
            turn,
            callbacks,
            options.pingInterval(),
            options.token(),
            options.tokenProvider());
    this.mirror = new Mirror(options.userId());
    this.files = FileUrls.at(options.baseUri());
    this.views = new Views(mirror.users(), files);
    this.link = parts.link(Addresses.identity(options), this);
    this.uploads = new Uploads(parts, link.credentials(), Addresses.site(options), this::failed);
    this.typingMarks = new TypingMarks(environment.clock());
    this.follows = new Follows(mirror, link, parts::retry);
  }

  Turn turn() {
    return turn;
  }

  Executor callbacks() {
    return callbacks;
  }

  Mirror mirror() {
    return mirror;
  }

  Follows follows() {
    return follows;
  }

  FileUrls files() {
    return files;
  }

  Views views() {
    return views;
  }

  TypingMarks typingMarks() {
    return typingMarks;
  }

  /// A key that makes a send safe to repeat.
  String newKey() {
    return SendKeys.next(environment.random());
  }

  boolean over() {
    return closed.get() || over != null;
  }

  void whenOver(Runnable action) {
    whenOver = action;
  }

  void setToken(String token) {
    Over end = over;
    if (end != null) {
      throw end.cause();
    }
    if (anonymous) {
      throw new IllegalStateException(
          "The session is connected without a token; set one before the first request.");
    }
    turn.execute(() -> link.credentials().accept(token));
  }

  void onNeedToken(@Nullable Runnable callback) {
    turn.execute(() -> link.credentials().onNeed(callback));
  }

  void add(ErrorHandler handler) {
    handlers.add(handler);
    turn.execute(() -> tell(handler));
  }

  void remove(ErrorHandler handler) {
    handlers.remove(handler);
  }

  void add(ConnectionListener listener) {
    turn.execute(() -> connection.add(listener));
  }

  void remove(ConnectionListener listener) {
    turn.execute(() -> connection.remove(listener));
  }

  void begin(LiveSubscription<?> subscription) {
    live.add(subscription);
    turn.execute(() -> {
      Over end = over;
      if (end == null) {
        subscription.begin();
      } else {
        subscription.fail(end.cause());
      }
    });
  }

  /// A subscription has ended.
  void ended(LiveSubscription<?> subscription) {
    live.remove(subscription);
    pins.unpin();
  }

  <T> CompletableFuture<T> request(Request<T> request) {
    return ask(promise -> link.requests().add(request.frame(), new Asked<>(request, promise)));
  }

  CompletableFuture<FileToken> upload(
      Source source, FileDetails details, Uploads.@Nullable Listener listener) {
    return ask(promise -> {
      var heard = promise.whileWanted(listener);
      promise.untilUnwanted(turn, uploads.upload(source, details, heard, promise));
    });
  }

  CompletableFuture<String> url(FileToken token) {
    return ask(promise -> promise.untilUnwanted(turn, uploads.url(token, files::reached, promise)));
  }

  private <T> CompletableFuture<T> ask(Consumer<Promise<T>> question) {
    Promise<T> promise = new Promise<>(pins, environment.pool());
    turn.execute(() -> {
      Over end = over;
      if (end == null) {
        question.accept(promise);
      } else {
        promise.fail(end.cause());
      }
    });
    return promise.future();
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      whenOver.run();
      live.forEach(LiveSubscription::unsubscribe);
      handlers.forEach(ErrorHandler::unsubscribe);
      turn.execute(
          () -> end(Failure.of(ErrorCode.SESSION_CLOSED, "The session was closed."), false));
    }
  }

  @Override
  public void lineUp(@Nullable String view) {
    follows.lineUp(view);
  }

  @Override
  public void received(ServerFrame frame) {
    follows.received(frame);
  }

  @Override
  public void lineDown() {
    follows.lineDown();
  }

  @Override
  public void failed(Failure failure) {
    end(failure, true);
  }

  private void end(Failure failure, boolean byError) {
    if (over != null) {
      return;
    }
    Over end = Over.of(failure, byError);
    over = end;
    whenOver.run();
    link.end(failure);
    uploads.end(failure);
    if (byError) {
      live.forEach(subscription -> subscription.fail(end.cause()));
    } else {
      live.forEach(LiveSubscription::unsubscribe);
    }
    handlers.forEach(this::tell);
    connection.over();
  }

  private void tell(ErrorHandler handler) {
    Over end = over;
    if (end != null && handlers.remove(handler)) {
      if (end.byError()) {
        callbacks.execute(() -> handler.call(end.cause()));
      } else {
        handler.unsubscribe();
      }
    }
  }

  /// The turn is at rest: what changed is shown, what is missing is asked for, and the socket is
  /// kept or given up.
  private void settle() {
    if (over != null) {
      return;
    }
    follows.settle();
    views.forget(mirror.conversations().size(), id -> mirror.conversation(id) != null);
    boolean wanted = !live.isEmpty() || !link.requests().isEmpty();
    link.want(wanted);
    link.flush();
    connection.look(link);
    anonymous = link.ready() && link.credentials().none();
    if (!wanted && !link.atRest() && !sweeping) {
      sweeping = true;
      environment.timers().schedule(sweepMillis, this::sweepIdle);
    }
  }

  private void sweepIdle() {
    sweep.run();
    turn.execute(() -> sweeping = false);
  }
}
