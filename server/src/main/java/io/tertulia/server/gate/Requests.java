package io.tertulia.server.gate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.chat.Found;
import io.tertulia.server.chat.SearchPage;
import io.tertulia.server.chat.Translations;
import io.tertulia.server.delivery.Follower;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.gate.http.TooFast;
import io.tertulia.server.identity.Actor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an admitted user asks over one connection: frames in, answers into the outlet.
///
/// Frames are taken on the event loop, in their order; answers come from any thread.
@SuppressWarnings("FutureReturnValueIgnored") // Failures are told to the client.
final class Requests implements AutoCloseable {
  private final Actor.UserActor actor;
  private final Chat chat;
  private final Translations translations;
  private final Outgoing out;
  private final Pace pace;
  private final Incidents incidents;
  private final Turns turns = new Turns();
  private final Reads reads;
  private final Follower follower;
  private final Rates rates;
  private final TopicId user;
  private final LongAdder commands;
  private final Histogram commandTimes;
  private final LongAdder queries;
  private final LongAdder follows;

  Requests(Inside inside, Actor.UserActor actor, Outgoing out, Pace pace) {
    Below below = inside.below();
    Counters counters = inside.counters();
    this.actor = actor;
    this.chat = below.chat();
    this.translations = below.translations();
    this.out = out;
    this.pace = pace;
    this.rates = inside.rates();
    this.user = new TopicId(actor.app().key(), actor.userId());
    this.incidents = inside.incidents();
    this.commands = counters.counter("tertulia_commands_total");
    this.commandTimes = counters.histogram("tertulia_command_seconds");
    this.queries = counters.counter("tertulia_queries_total");
    this.follows = counters.counter("tertulia_follows_total");
    this.reads = below.reads().apply(actor);
    this.follower = new Follower(below.hub(), user, out, pace.counting(reads), below.follows());
  }

  Actor.UserActor actor() {
    return actor;
  }

  /// How the user sees texts over this connection: settled now that the hub knows the connection,
  /// so that no change passes unheard. Whether the user is seen to be online is settled with it.
  CompletionStage<Optional<String>> settle() {
    return reads
        .settle()
        .thenApply(view -> {
          if (reads.visible()) {
            follower.appear();
          }
          return view;
        });
  }

  /// Carries out a frame.
  void take(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Do f -> command(f);
      case ClientFrame.Ask f -> query(f);
      case ClientFrame.FollowConversation f -> follow(() -> follower.followConversation(f));
      case ClientFrame.FollowInbox f -> follow(() -> follower.followInbox(f));
      case ClientFrame.FollowUsers f -> follow(() -> follower.followUsers(f));
      case ClientFrame.Unfollow f -> follow(() -> follower.unfollow(f));
      case ClientFrame.FollowOnline f -> follow(() -> follower.followOnline(f));
      case ClientFrame.Hello f -> refuse(null, "type: hello (expected: once)");
      case ClientFrame.Renew f -> throw new IllegalStateException("the line renews");
      case ClientFrame.Unknown f -> refuse(f.id(), "type: unknown here (expected: another)");
    }
  }

  /// Refuses a frame that cannot be carried out.
  void refuse(@Nullable Long id, String why) {
    out.refuse(id, new Refusal(ErrorCode.INVALID_ARGUMENT, why));
  }

  /// Follows nothing any more. What was begun is carried out.
  @Override
  public void close() {
    follower.close();
  }

  private void command(ClientFrame.Do frame) {
    commands.increment();
    if (frame.command() instanceof Command.MarkAsTyping) {
      try {
        rates.take(Rate.TYPING, user);
      } catch (TooFast tooFast) {
        out.refuse(frame.id(), tooFast);
        return;
      }
    } else {
      // Not refused: after hours without a line there may be much to say.
      pace.hold(rates.charge(Rate.COMMANDS, user));
    }
    Turns.Turn turn = turns.command();
    long since = System.nanoTime();
    answer(
        frame.id(),
        () -> chat.submit(actor, frame.command()),
        (id, done) -> new ServerFrame.Done(id, done.messageId(), done.createdAt()),
        () -> {
          commandTimes.took(System.nanoTime() - since);
          turns.done(turn);
        });
  }

  private void query(ClientFrame.Ask frame) {
    queries.increment();
    pace.begin();
    turns.after(() -> {
      if (frame.query() instanceof Query.Translate translate) {
        answer(
            frame.id(),
            () -> translations.of(actor, translate),
            (id, said) -> new ServerFrame.Translated(id, said.orElse(null)),
            () -> {});
      } else {
        answer(frame.id(), () -> chat.ask(actor, frame.query()), Requests::frame, () -> {});
      }
      pace.end();
    });
  }

  private static ServerFrame frame(long id, Found found) {
    SearchPage page = found.page();
    return page == null
        ? new ServerFrame.Answer(id, found.put(), found.mark())
        : new ServerFrame.Results(id, page.hits(), page.states(), page.next());
  }

  private void follow(Runnable change) {
    follows.increment();
    pace.begin();
    turns.after(() -> {
      try {
        change.run();
      } finally {
        pace.end();
      }
    });
  }

  private <T> void answer(
      long id,
      Supplier<CompletableFuture<T>> request,
      BiFunction<Long, T, ServerFrame> frame,
      Runnable afterwards) {
    pace.begin();
    CompletableFuture<T> future;
    try {
      future = request.get();
    } catch (RuntimeException e) {
      future = CompletableFuture.failedFuture(e);
    }
    future.whenComplete((value, failure) -> {
      try {
        if (failure == null) {
          out.send(Payload.of(frame.apply(id, value)));
        } else {
          out.refuse(id, incidents.refusal(failure));
        }
      } finally {
        afterwards.run();
        pace.end();
      }
    });
  }
}
