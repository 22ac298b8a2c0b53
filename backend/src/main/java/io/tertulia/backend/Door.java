package io.tertulia.backend;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What refs ask: calls whose answers are read. An answer that is not as it should be is the
/// server's fault, and told so. Safe for use by any thread.
final class Door {
  private static final int KEY_BYTES = 16;

  private final Line line;
  private final RandomGenerator random;

  Door(Line line, RandomGenerator random) {
    this.line = line;
    this.random = random;
  }

  /// Makes a call.
  Json make(Call call) {
    return line.make(call);
  }

  /// Makes a call and reads the object that answers it.
  <T> T ask(Call call, Function<Fields, T> read) {
    return read(make(call), json -> read.apply(Fields.of(json, "answer")));
  }

  /// What is there; empty when nothing is.
  <T> Optional<T> find(Target target, Function<Fields, T> read) {
    try {
      return Optional.of(ask(Call.of("GET", target), read));
    } catch (TalkException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void put(Target target, Json body) {
    make(Call.of("PUT", target, body));
  }

  /// Deletes what is there. That nothing is there may come of an attempt whose answer was lost, so
  /// it is as good.
  void delete(Target target) {
    try {
      make(Call.of("DELETE", target));
    } catch (TalkException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
    }
  }

  /// The objects of an array.
  List<Fields> items(Json array) {
    return read(
        array,
        json ->
            Fields.of(Json.object().put("answer", json).build(), "")
                .objects("answer", Function.identity()));
  }

  /// All that a list holds, page by page.
  ///
  /// @param list makes the list's target anew for each page
  /// @param id what the next page starts behind
  <T> Stream<T> pages(Supplier<Target> list, Function<Fields, T> read, Function<T, String> id) {
    var pages =
        new Pages<T>(
            id,
            (limit, after) -> {
              Target target = list.get().with("limit", Integer.toString(limit));
              Target page = after == null ? target : target.with("startingAfter", after);
              return ask(Call.of("GET", page), in -> in.objects("data", read));
            });
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /// A key that makes a send safe to repeat: 128 bits of chance as 32 hexadecimal digits.
  String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static <T> T read(Json answer, Function<Json, T> read) {
    try {
      return read.apply(answer);
    } catch (IllegalArgumentException e) {
      throw TalkException.of(ErrorCode.INTERNAL, String.valueOf(e.getMessage()));
    }
  }
}
