package io.tertulia.client;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.function.Function;
import java.util.function.LongFunction;

/// What is asked for, and what its answer means.
///
/// @param frame the frame with that id
/// @param meaning of the answer, for the future
record Request<T>(LongFunction<ClientFrame> frame, Function<ServerFrame, T> meaning) {

  @SuppressWarnings("NullAway") // The only value of a Void.
  static Request<Void> of(Command command) {
    return new Request<>(id -> new ClientFrame.Do(id, command), done -> null);
  }

  static <T> Request<T> of(Command command, Function<ServerFrame.Done, T> meaning) {
    return new Request<>(
        id -> new ClientFrame.Do(id, command),
        frame -> {
          if (frame instanceof ServerFrame.Done done) {
            return meaning.apply(done);
          }
          throw new IllegalArgumentException("answer to a command: not a done");
        });
  }

  static <T> Request<T> of(Query query, Function<ServerFrame.Answer, T> meaning) {
    return new Request<>(
        id -> new ClientFrame.Ask(id, query),
        frame -> {
          if (frame instanceof ServerFrame.Answer answer) {
            return meaning.apply(answer);
          }
          throw new IllegalArgumentException("answer to a query: not an answer");
        });
  }

  static <T> Request<T> search(Query query, Function<ServerFrame.Results, T> meaning) {
    return new Request<>(
        id -> new ClientFrame.Ask(id, query),
        frame -> {
          if (frame instanceof ServerFrame.Results results) {
            return meaning.apply(results);
          }
          throw new IllegalArgumentException("answer to a search: no results");
        });
  }
}
