package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppCommand;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.chat.Done;
import io.tertulia.server.chat.Page;
import io.tertulia.server.chat.RefusedCommands;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.RestVersion;
import io.tertulia.server.record.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request of an app that proved who it is. Waits for answers, so it needs a thread of its own.
record Visit(Request request, Actor.AppActor app, Chat chat, Shapes shapes, RestVersion version) {
  private static final String VERSION = "TalkJS-REST-Version";

  /// The visit of that request. What it means follows from its own word, or else the app's.
  ///
  /// @throws IllegalArgumentException when it names no version
  static Visit of(Request request, Actor.AppActor app, Chat chat, Shapes shapes) {
    String date = request.header(VERSION.toLowerCase(Locale.ROOT));
    RestVersion version =
        date == null ? app.app().settings().restVersion() : RestVersion.parse(date, VERSION);
    return new Visit(request, app, chat, shapes, version);
  }

  /// Another request of the same app.
  ///
  /// @param now the app as it is by then
  /// @throws IllegalArgumentException when it names no version
  Visit on(Request other, App now) {
    return of(other, new Actor.AppActor(now), chat, shapes);
  }

  /// What stands at a named place of the path.
  String at(String place) {
    return request.at(place);
  }

  /// The body, which must be an object; `[]` for a map counts as an empty one.
  Fields body() {
    return Fields.of(Quirks.maps(request.json()), "");
  }

  /// The body, which must be an array of 1 to `max` items.
  List<Fields> items(int max) {
    if (!(request.json() instanceof Json.Arr array)) {
      throw new IllegalArgumentException("body: no array (expected: an array)");
    }
    int size = array.items().size();
    if (size < 1 || size > max) {
      throw new IllegalArgumentException("body: " + size + " items (expected: 1 to " + max + ")");
    }
    return Stream.iterate(0, i -> i < size, i -> i + 1)
        .map(i -> Fields.of(Quirks.maps(array.items().get(i)), "[" + i + "]"))
        .toList();
  }

  /// Carries out a command.
  Done submit(Command command) {
    return await(chat.submit(app, command));
  }

  /// Carries out what only the app may do.
  <T> T submit(AppCommand<T> command) {
    return await(chat.submit(app, command));
  }

  /// Changes the app's settings.
  void configure(Apps apps, UnaryOperator<AppSettings> change) {
    await(chat.configure(apps, app.app(), change));
  }

  /// Carries out commands in their order, all or none.
  ///
  /// @throws io.tertulia.server.chat.RefusedCommands naming those that were refused
  List<Done> submitAll(List<? extends Command> commands) {
    return await(chat.submitAll(app, commands));
  }

  /// Carries out a command for each item of the body, all or none. What is refused is told by its
  /// place in the body.
  List<Done> submitItems(List<? extends Command> commands) {
    try {
      return submitAll(commands);
    } catch (RefusedCommands refused) {
      Refusal first = inBody(refused);
      throw new Refusal(
          first.code(), "[" + refused.byPlace().firstKey() + "]." + first.getMessage());
    }
  }

  /// The facts that answer a query.
  List<Fact> ask(Query query) {
    return await(chat.ask(app, query)).put();
  }

  /// What answers a query that only the app may ask.
  <T> T ask(AppQuery<T> query) {
    return await(chat.ask(app, query));
  }

  /// The items of a list that is told in pieces.
  <T> List<T> collect(AppQuery<Page<T>> query) {
    List<T> items = new ArrayList<>();
    @Nullable AppQuery<Page<T>> next = query;
    while (next != null) {
      Page<T> page = ask(next);
      items.addAll(page.items());
      next = page.rest();
    }
    return items;
  }

  /// The one fact of that kind and name that answers a query.
  <F extends Fact> Optional<F> find(Query query, Class<F> kind) {
    return ask(query).stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  static Refusal notFound(String what, String id) {
    return new Refusal(ErrorCode.NOT_FOUND, what + ": " + id + " does not exist");
  }

  /// A refusal of something that is named in the body and not in the path: the request is wrong,
  /// not its address.
  static Refusal inBody(Refusal refusal) {
    return refusal.code() == ErrorCode.NOT_FOUND
        ? new Refusal(ErrorCode.INVALID_ARGUMENT, String.valueOf(refusal.getMessage()))
        : refusal;
  }

  /// A refusal of something that is named in the path: there is no such thing.
  static Refusal inPath(Refusal refusal) {
    return refusal.code() == ErrorCode.INVALID_ARGUMENT
        ? new Refusal(ErrorCode.NOT_FOUND, String.valueOf(refusal.getMessage()))
        : refusal;
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a request failed", e.getCause());
    }
  }
}
