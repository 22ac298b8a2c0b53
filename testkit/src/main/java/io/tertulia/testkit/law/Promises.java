package io.tertulia.testkit.law;

import io.tertulia.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Requests that were made and must be answered. Belongs to the thread of the trial.
final class Promises {
  /// The ways in which a random command may be refused.
  private static final Set<ErrorCode> EXPECTED =
      EnumSet.of(
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.NOT_FOUND,
          ErrorCode.NOT_PARTICIPANT,
          ErrorCode.PERMISSION_DENIED,
          ErrorCode.SUBSCRIPTION_ENDED);

  private final Pulse pulse;
  private final BooleanSupplier ending;
  private final Deque<Promise> open = new ArrayDeque<>();

  private record Promise(String what, CompletableFuture<?> answer) {}

  /// @param ending whether sessions may have ended, as somebody was erased
  Promises(Pulse pulse, BooleanSupplier ending) {
    this.ending = ending;
    this.pulse = pulse;
  }

  void add(String what, CompletableFuture<?> answer) {
    open.add(new Promise(what, answer.whenComplete((value, failure) -> pulse.beat())));
  }

  /// Waits a moment for the oldest of them.
  void awaitOldest(Duration patience) {
    Promise oldest = open.peek();
    var _ = pulse.await(patience, () -> oldest != null && oldest.answer.isDone());
    keep();
  }

  /// Waits for all of them.
  ///
  /// @throws Breach when one is not answered in time, or with an error that may not be
  void awaitAll(Duration patience) {
    if (!pulse.await(patience, () -> open.stream().allMatch(promise -> promise.answer.isDone()))) {
      keep();
      throw new Breach("not answered within " + patience + ": " + open.peek());
    }
    keep();
  }

  /// Looks at those that are answered.
  private void keep() {
    for (Promise promise : open) {
      if (promise.answer.isDone()) {
        check(promise);
      }
    }
    open.removeIf(promise -> promise.answer.isDone());
  }

  private void check(Promise promise) {
    if (promise.answer.isCompletedExceptionally()) {
      Throwable failure = cause(promise.answer.exceptionNow());
      ErrorCode code = Refused.code(failure);
      if (code == null || !isExpected(code, failure)) {
        throw new Breach(promise.what + " failed: " + failure);
      }
    }
  }

  private boolean isExpected(ErrorCode code, @Nullable Throwable refused) {
    return switch (code) {
      case SESSION_CLOSED -> ending.getAsBoolean();
      // Nobody is created while one of that id is being erased.
      case UNAVAILABLE -> String.valueOf(refused).contains("is being erased");
      default -> EXPECTED.contains(code);
    };
  }

  /// Says whether a failure is a refusal of that code.
  static boolean says(@Nullable Throwable failure, ErrorCode code) {
    return Refused.code(cause(failure)) == code;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
