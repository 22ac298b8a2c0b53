package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.gate.http.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Who asks for much at once is in nobody's way but his own.
class TurnstileTest {
  private static final long SHOP = 1;
  private static final long OTHER = 2;

  @Test
  void one_more_of_the_same_app_is_not_let_through_and_of_another_app_is() {
    var turnstile = new Turnstile(2, Duration.ZERO);
    Reply reply =
        turnstile.pass(
            SHOP,
            () ->
                turnstile.pass(
                    SHOP,
                    () -> {
                      assertThatThrownBy(() -> turnstile.pass(SHOP, () -> Reply.DONE))
                          .isInstanceOfSatisfying(
                              Refusal.class,
                              no -> assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE));
                      return turnstile.pass(OTHER, () -> Reply.DONE);
                    }));
    assertThat(reply).isSameAs(Reply.DONE);
  }

  @Test
  void who_waits_is_let_through_when_another_has_gone_however_that_ended() throws Exception {
    var turnstile = new Turnstile(1, Duration.ofSeconds(15));
    CountDownLatch inside = new CountDownLatch(1);
    CompletableFuture<Void> leave = new CompletableFuture<>();
    Thread first =
        Thread.startVirtualThread(() ->
            assertThatThrownBy(() ->
                    turnstile.pass(
                        SHOP,
                        () -> {
                          inside.countDown();
                          leave.join();
                          throw new IllegalArgumentException("wrong");
                        }))
                .hasMessage("wrong"));
    inside.await();
    var second = CompletableFuture.supplyAsync(() -> turnstile.pass(SHOP, () -> Reply.DONE));
    assertThat(second).isNotDone();
    leave.complete(null);
    assertThat(second.join()).isSameAs(Reply.DONE);
    first.join();
    assertThat(turnstile.pass(SHOP, () -> Reply.DONE)).isSameAs(Reply.DONE);
  }
}
