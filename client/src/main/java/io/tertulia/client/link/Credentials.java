package io.tertulia.client.link;

import io.tertulia.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The token of a session and where the next one comes from. Belongs to the turn.
///
/// On an open line a new one is asked for 60 seconds before the token ends, or a tenth of its life
/// if that is shorter, at most every ten seconds; one that ends without a successor ends the
/// session. Without a line nobody is asked until there is need.
public final class Credentials {
  static final long MARGIN_MILLIS = 60_000;
  static final long MARGIN_DIVISOR = 10;
  static final long REPEAT_MILLIS = 10_000;

  /// Why a session ends whose token is over.
  static final Failure OVER =
      Failure.of(ErrorCode.TOKEN_EXPIRED, "The token ended and nobody gives a new one.");

  /// Who wants the token. Called on the turn.
  interface Holder {
    /// There is a new token.
    void arrived();

    /// There will be none.
    void failed(Failure failure);
  }

  private final Turn turn;
  private final Executor callbacks;
  private final Clock clock;
  private final Bell renewal;
  private final Bell end;
  private final Holder holder;
  private final @Nullable Supplier<? extends CompletionStage<String>> provider;

  /// What runs when a token comes.
  private final List<Runnable> waiting = new ArrayList<>();

  private @Nullable Runnable onNeed;
  private @Nullable String token;

  /// By this machine's clock; null when the token never ends, or nobody has said.
  private @Nullable Long endsAt;

  /// Says that the server refused this token, or one of those before it since it last took one.
  private boolean refused;

  private boolean providing;
  private @Nullable Long lastAsked;

  Credentials(
      Turn turn,
      Executor callbacks,
      Clock clock,
      Bell renewal,
      Bell end,
      @Nullable String token,
      @Nullable Supplier<? extends CompletionStage<String>> provider,
      Holder holder) {
    this.turn = turn;
    this.callbacks = callbacks;
    this.clock = clock;
    this.renewal = renewal;
    this.end = end;
    this.token = token;
    this.provider = provider;
    this.holder = holder;
  }

  /// Says whether there is no token.
  public boolean none() {
    return token == null;
  }

  /// The token that there is; null for none.
  public @Nullable String token() {
    return token;
  }

  /// Runs something with a token that is not known to be over, or without where none is to be had:
  /// at once, or when one has come. When none will come, the session fails.
  public void whenReady(Runnable then) {
    if (ready()) {
      then.run();
      return;
    }
    waiting.add(then);
    if (renewable()) {
      ask();
    } else {
      holder.failed(OVER);
    }
  }

  /// Says whether somebody can be asked for a token.
  boolean renewable() {
    return onNeed != null || provider != null;
  }

  /// Says whether a hello can be said: with a token that is not known to be over, or without where
  /// none is to be had.
  public boolean ready() {
    return token == null ? !renewable() : !over();
  }

  /// Says whether the token is known to be over.
  boolean over() {
    return endsAt != null && endsAt <= clock.millis();
  }

  /// The callback that is to bring a token by [#accept]; it takes the place of the provider.
  public void onNeed(@Nullable Runnable callback) {
    onNeed = callback;
    lastAsked = null;
  }

  /// A new token, which takes the place of the old one.
  public void accept(String fresh) {
    token = fresh;
    endsAt = null;
    lastAsked = null;
    rest();
    holder.arrived();
    List<Runnable> ready = List.copyOf(waiting);
    waiting.clear();
    ready.forEach(Runnable::run);
  }

  /// Says whether a token that the server finds over may be replaced: not the second in a row.
  public boolean forgivable() {
    return renewable() && !refused && !over();
  }

  /// The server says that the token is over.
  public void refused() {
    refused = true;
    endsAt = clock.millis();
  }

  /// The server took that token beside the line, so nothing is known of its end.
  ///
  /// @param used null when there was none
  public void worked(@Nullable String used) {
    if (Objects.equals(used, token)) {
      refused = false;
    }
  }

  /// The server took the token.
  ///
  /// @param tokenEndsAt by this machine's clock
  void accepted(@Nullable Long tokenEndsAt) {
    rest();
    refused = false;
    endsAt = tokenEndsAt;
    if (tokenEndsAt != null) {
      long life = tokenEndsAt - clock.millis();
      long margin = Math.min(MARGIN_MILLIS, life / MARGIN_DIVISOR);
      renewal.ring(life - margin, this::ask);
      end.ring(life, this::expire);
    }
  }

  /// The line is down or the session over: time no longer counts.
  void rest() {
    renewal.silence();
    end.silence();
  }

  /// Asks for a token, unless somebody has just been asked.
  void ask() {
    Runnable callback = onNeed;
    if (callback != null) {
      askAgain(callback);
    } else if (provider != null && !providing) {
      providing = true;
      callbacks.execute(() -> provide(provider));
    }
  }

  private void askAgain(Runnable callback) {
    long now = clock.millis();
    long next = lastAsked == null ? now : lastAsked + REPEAT_MILLIS;
    if (next <= now) {
      lastAsked = now;
      next = now + REPEAT_MILLIS;
      callbacks.execute(callback);
    }
    renewal.ring(next - now, this::ask);
  }

  private void provide(Supplier<? extends CompletionStage<String>> from) {
    try {
      from.get().whenComplete((fresh, thrown) -> turn.execute(() -> provided(fresh, thrown)));
    } catch (RuntimeException e) {
      turn.execute(() -> provided(null, e));
    }
  }

  private void provided(@Nullable String fresh, @Nullable Throwable thrown) {
    providing = false;
    if (fresh == null || fresh.isBlank()) {
      String what = thrown == null ? "gave no token" : "failed: " + thrown;
      holder.failed(new Failure(ErrorCode.UNAUTHENTICATED, "The token provider " + what, thrown));
    } else {
      accept(fresh);
    }
  }

  private void expire() {
    holder.failed(Failure.of(ErrorCode.TOKEN_EXPIRED, "The token ended and no new one came."));
  }
}
