package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session of the browser client, in a page at the other end of a line.
final class PageSeat implements Seat {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final PageLine line;
  private final long number = NUMBERS.incrementAndGet();
  private final BiConsumer<ErrorCode, String> ended;
  private final Map<Long, CompletableFuture<String>> calls = new ConcurrentHashMap<>();
  private final Map<Long, PageLook> looks = new ConcurrentHashMap<>();

  /// Snapshots by the numbers that the page gave them.
  private final Map<Long, Object> drawn = new ConcurrentHashMap<>();

  private PageSeat(PageLine line, BiConsumer<ErrorCode, String> ended) {
    this.line = line;
    this.ended = ended;
  }

  static PageSeat sit(
      PageLine line, People people, String userId, URI way, BiConsumer<ErrorCode, String> ended) {
    var seat = new PageSeat(line, ended);
    line.hear(seat.number, seat::hear);
    Json options =
        Json.object()
            .put("appId", people.appId())
            .put("userId", userId)
            .put("token", people.token(userId))
            .put("baseUri", way.toString())
            .build();
    seat.ask("sit", Json.object().put("options", options));
    people.whenOver(seat::close);
    return seat;
  }

  @Override
  public CompletableFuture<?> get(Thing thing) {
    return call(thing, "get");
  }

  @Override
  public CompletableFuture<?> set(Thing thing, Json.Obj change) {
    return call(thing, "set", change);
  }

  @Override
  public CompletableFuture<?> createIfNotExists(Thing thing, Json.Obj wished) {
    return call(thing, "createIfNotExists", wished);
  }

  @Override
  public CompletableFuture<?> edit(Thing thing, Json.Obj change) {
    return call(thing, "edit", change);
  }

  @Override
  public CompletableFuture<?> deleteFields(Thing thing, String... names) {
    return call(thing, "deleteFields", Arrays.stream(names).map(Json::of).toArray(Json[]::new));
  }

  @Override
  public CompletableFuture<?> delete(Thing thing) {
    return call(thing, "delete");
  }

  @Override
  public CompletableFuture<?> mark(Thing.Conversation conversation, Mark mark) {
    return switch (mark) {
      case READ -> call(conversation, "markAsRead");
      case UNREAD -> call(conversation, "markAsUnread");
      case TYPING -> call(conversation, "markAsTyping");
    };
  }

  @Override
  public CompletableFuture<String> send(Thing.Conversation conversation, Json.Obj message) {
    return call(conversation, "send", message);
  }

  @Override
  public CompletableFuture<?> react(Thing.Reactions reactions) {
    return call(reactions, "add");
  }

  @Override
  public CompletableFuture<?> unreact(Thing.Reactions reactions) {
    return call(reactions, "remove");
  }

  @Override
  public CompletableFuture<FileToken> upload(String text) {
    return call("upload", Json.object().put("text", text)).thenApply(FileToken::new);
  }

  @Override
  public CompletableFuture<?> search(boolean messages, String query) {
    return call(
        "search",
        Json.object()
            .put("kind", messages ? "searchMessages" : "searchConversations")
            .put("query", query));
  }

  @Override
  public Look watch(Sight sight, Consumer<Active<?>> heard) {
    var look = new PageLook(NUMBERS.incrementAndGet(), sight.kind(), heard);
    looks.put(look.number, look);
    Json filter =
        Json.object().put("filter", sight.filter() == null ? null : sight.filter().json()).build();
    ask(
        "watch",
        Json.object()
            .put("watch", look.number)
            .put("on", path(sight.thing()))
            .put("method", method(sight.kind()))
            .put("args", new Json.Arr(sight.thing() == null ? List.of(filter) : List.of()))
            .putIf("list", sight.kind().isList()));
    return look;
  }

  @Override
  public void close() {
    line.hush(number);
    ask("close", Json.object());
  }

  private static String method(Sight.Kind kind) {
    return switch (kind) {
      case ONLINE -> "subscribeOnline";
      case TYPING -> "subscribeTyping";
      case MESSAGES -> "subscribeMessages";
      case PARTICIPANTS -> "subscribeParticipants";
      case CONVERSATIONS -> "subscribeConversations";
      case USER, CONVERSATION, PARTICIPANT, REACTIONS -> "subscribe";
    };
  }

  /// How the thing is found from the session: by these methods, each with an id.
  private static Json path(@Nullable Thing thing) {
    return new Json.Arr(
        switch (thing) {
          case null -> List.of();
          case Thing.User(String id) -> List.of(leg("user", id));
          case Thing.Conversation(String id) -> List.of(leg("conversation", id));
          case Thing.Participant(String place, String id) ->
              List.of(leg("conversation", place), leg("participant", id));
          case Thing.Message(String place, String id) ->
              List.of(leg("conversation", place), leg("message", id));
          case Thing.Reactions(String place, String id, String emoji) ->
              List.of(leg("conversation", place), leg("message", id), leg("reactions", emoji));
        });
  }

  private static Json leg(String method, String id) {
    return Json.of(List.of(method, id));
  }

  private CompletableFuture<String> call(Thing thing, String method, Json... args) {
    return call(
        "call",
        Json.object()
            .put("on", path(thing))
            .put("method", method)
            .put("args", new Json.Arr(List.of(args))));
  }

  private CompletableFuture<String> call(String what, Json.Builder more) {
    long call = NUMBERS.incrementAndGet();
    var answer = new CompletableFuture<String>();
    calls.put(call, answer);
    ask(what, more.put("call", call));
    return answer;
  }

  private void ask(String what, Json.Builder more) {
    line.ask(more.put("what", what).put("seat", number).build());
  }

  private void hear(Fields told) {
    if (told.has("over")) {
      Fields error = told.object("over");
      ended.accept(ErrorCode.parse(error.text("code")), error.text("message"));
    } else if (told.has("call")) {
      answer(told);
    } else {
      PageLook look = looks.get(told.integer("watch"));
      if (look != null) {
        look.hear(told);
      }
    }
  }

  private void answer(Fields told) {
    CompletableFuture<String> answer = calls.remove(told.integer("call"));
    if (answer == null) {
      throw new IllegalStateException("nobody asked for " + told.json().toText());
    }
    if (told.has("failed")) {
      answer.completeExceptionally(refusal(told));
    } else {
      answer.complete(told.textOr("value", ""));
    }
  }

  private static Refused refusal(Fields told) {
    Fields error = told.object("failed");
    return new Refused(ErrorCode.parse(error.text("code")), error.text("message"));
  }

  /// A subscription of the page.
  private final class PageLook implements Look {
    private final long number;
    private final Sight.Kind kind;
    private final Consumer<Active<?>> heard;
    private volatile Object state = "pending";
    private volatile boolean over;

    PageLook(long number, Sight.Kind kind, Consumer<Active<?>> heard) {
      this.number = number;
      this.kind = kind;
      this.heard = heard;
    }

    @Override
    public Object state() {
      return state;
    }

    @Override
    public CompletableFuture<?> loadMore(int count) {
      return call("loadMore", Json.object().put("watch", number).put("count", count));
    }

    @Override
    public void end() {
      over = true;
      ask("unwatch", Json.object().put("watch", number));
    }

    /// What is told when nobody looks any longer may still be named later.
    void hear(Fields told) {
      if (told.has("failed")) {
        state = refusal(told);
        return;
      }
      told.map("made", (json, at) -> Drawing.read(kind, json))
          .forEach((key, snapshot) -> drawn.put(Long.parseLong(key), snapshot));
      if (over) {
        return;
      }
      Active<?> next = kind.isList() ? list(told) : new Active<>(one(told), true);
      state = next;
      heard.accept(next);
    }

    private Active<?> list(Fields told) {
      boolean nothing = told.isNull("items");
      List<Object> items = told.list("items", (json, at) -> drawn.get(((Json.Int) json).value()));
      return new Active<>(nothing ? null : items, told.flag("all"));
    }

    private @Nullable Object one(Fields told) {
      Long key = told.integerOrNull("one");
      return key == null ? null : drawn.get(key);
    }
  }
}
