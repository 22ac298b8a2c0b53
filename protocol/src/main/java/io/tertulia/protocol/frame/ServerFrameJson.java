package io.tertulia.protocol.frame;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Server frames as JSON: an object whose `type` names the frame.
final class ServerFrameJson {
  private static final String CONVERSATION = "conversationId";

  private ServerFrameJson() {}

  static ServerFrame read(Json json) {
    Fields in = Fields.of(json, "");
    return switch (in.text("type")) {
      case "welcome" ->
          new ServerFrame.Welcome(
              in.integer("time"), in.integerOrNull("tokenEndsAt"), in.textOrNull("view"));
      case "renewed" -> new ServerFrame.Renewed(in.integer("id"), in.integerOrNull("tokenEndsAt"));
      case "done" ->
          new ServerFrame.Done(
              in.integer("id"), in.textOrNull("messageId"), in.integerOrNull("createdAt"));
      case "answer" -> readAnswer(in);
      case "results" -> readResults(in);
      case "translated" -> readTranslated(in);
      case "refused" ->
          new ServerFrame.Refused(
              in.integerOrNull("id"), ErrorCode.parse(in.text("code")), in.textOr("message", ""));
      case "state" ->
          new ServerFrame.State(in.integerOrNull("id"), ConversationState.read(in), total(in));
      case "outside" ->
          new ServerFrame.Outside(in.integerOrNull("id"), in.text(CONVERSATION), total(in));
      case "inbox" -> readInbox(in);
      case "event" ->
          new ServerFrame.Event(
              in.text(CONVERSATION),
              PositionJson.read(in),
              in.list("put", Fact::read),
              in.list("gone", Gone::read));
      case "marked" ->
          new ServerFrame.Marked(
              in.text(CONVERSATION), PositionJson.read(in), ReadMark.read(in.object("mark")));
      case "users" -> readUsers(in);
      case "typing" ->
          new ServerFrame.Typing(
              in.text(CONVERSATION), in.texts("userIds"), in.flag("many"), users(in));
      case "online" ->
          new ServerFrame.Online(
              in.integerOrNull("id"), in.map("users", ServerFrameJson::isOnline));
      case "bye" -> new ServerFrame.Bye(ErrorCode.parse(in.text("code")), in.textOr("message", ""));
      default -> new ServerFrame.Unknown(in.json());
    };
  }

  private static ServerFrame readUsers(Fields in) {
    return new ServerFrame.Users(
        in.integerOrNull("id"), users(in), in.map("gone", ClientFrameJson::version));
  }

  private static ServerFrame readAnswer(Fields in) {
    Fields mark = in.objectOrNull("mark");
    return new ServerFrame.Answer(
        in.integer("id"), in.list("put", Fact::read), mark == null ? null : ReadMark.read(mark));
  }

  private static ServerFrame readResults(Fields in) {
    return new ServerFrame.Results(
        in.integer("id"),
        in.objects("hits", ServerFrame.Hit::read),
        in.objects("states", ConversationState::read),
        Have.bound(in, "next"));
  }

  private static ServerFrame readTranslated(Fields in) {
    return new ServerFrame.Translated(
        in.integer("id"),
        in.json().get("content") == null ? null : in.list("content", ContentBlock::read));
  }

  private static ServerFrame readInbox(Fields in) {
    return new ServerFrame.Inbox(
        in.integer("id"),
        Bound.read(in.object("from").json(), "from"),
        in.count("total"),
        in.objects("states", ConversationState::read),
        in.texts("gone"),
        in.list("filtered", Bound::read));
  }

  static Json write(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Welcome f -> writeWelcome(f);
      case ServerFrame.Renewed f ->
          typed("renewed").put("id", f.id()).put("tokenEndsAt", f.tokenEndsAt()).build();
      case ServerFrame.Done f ->
          typed("done")
              .put("id", f.id())
              .put("messageId", f.messageId())
              .put("createdAt", f.createdAt())
              .build();
      case ServerFrame.Answer f -> writeAnswer(f);
      case ServerFrame.Results f -> writeResults(f);
      case ServerFrame.Translated f -> writeTranslated(f);
      case ServerFrame.Refused f -> writeRefused(f);
      case ServerFrame.State f ->
          f.state()
              .write(typed("state").put("id", f.id()))
              .put("inboxTotal", boxed(f.inboxTotal()))
              .build();
      case ServerFrame.Outside f -> writeOutside(f);
      case ServerFrame.Inbox f -> writeInbox(f);
      case ServerFrame.Event f -> writeEvent(f);
      case ServerFrame.Marked f ->
          PositionJson.write(typed("marked").put(CONVERSATION, f.conversationId()), f.asOf())
              .put("mark", f.mark().json())
              .build();
      case ServerFrame.Users f -> writeUsers(f);
      case ServerFrame.Typing f -> writeTyping(f);
      case ServerFrame.Online f -> writeOnline(f);
      case ServerFrame.Bye f ->
          typed("bye").put("code", f.code().name()).put("message", f.message()).build();
      case ServerFrame.Unknown f -> f.json();
    };
  }

  private static Json writeWelcome(ServerFrame.Welcome f) {
    return typed("welcome")
        .put("time", f.time())
        .put("tokenEndsAt", f.tokenEndsAt())
        .put("view", f.view())
        .build();
  }

  private static Json writeAnswer(ServerFrame.Answer f) {
    return typed("answer")
        .put("id", f.id())
        .putAll("put", facts(f.put()))
        .put("mark", f.mark() == null ? null : f.mark().json())
        .build();
  }

  private static Json writeTyping(ServerFrame.Typing f) {
    return typed("typing")
        .put(CONVERSATION, f.conversationId())
        .putAll("userIds", f.userIds().stream().map(Json::of).toList())
        .putIf("many", f.many())
        .putAll("put", facts(f.put()))
        .build();
  }

  private static Json writeResults(ServerFrame.Results f) {
    return typed("results")
        .put("id", f.id())
        .putAll("hits", f.hits().stream().map(ServerFrame.Hit::json).toList())
        .putAll("states", states(f.states()))
        .put("next", f.next() == null ? null : f.next().json())
        .build();
  }

  private static Json writeTranslated(ServerFrame.Translated f) {
    List<ContentBlock> content = f.content();
    return typed("translated")
        .put("id", f.id())
        .put(
            "content",
            content == null
                ? null
                : new Json.Arr(content.stream().map(ContentBlock::json).toList()))
        .build();
  }

  private static Json writeRefused(ServerFrame.Refused f) {
    return typed("refused")
        .put("id", f.id())
        .put("code", f.code().name())
        .put("message", f.message())
        .build();
  }

  private static Json writeOutside(ServerFrame.Outside f) {
    return typed("outside")
        .put("id", f.id())
        .put(CONVERSATION, f.conversationId())
        .put("inboxTotal", boxed(f.inboxTotal()))
        .build();
  }

  private static Json writeInbox(ServerFrame.Inbox f) {
    return typed("inbox")
        .put("id", f.id())
        .put("from", f.from().json())
        .put("total", f.total())
        .putAll("states", states(f.states()))
        .putAll("gone", f.gone().stream().map(Json::of).toList())
        .putAll("filtered", f.filtered().stream().map(Bound::json).toList())
        .build();
  }

  private static Json writeEvent(ServerFrame.Event f) {
    return PositionJson.write(typed("event").put(CONVERSATION, f.conversationId()), f.position())
        .putAll("put", facts(f.put()))
        .putAll("gone", f.gone().stream().map(Gone::json).toList())
        .build();
  }

  private static Json writeUsers(ServerFrame.Users f) {
    Json.Builder written = typed("users").put("id", f.id()).putAll("put", facts(f.put()));
    if (!f.gone().isEmpty()) {
      Json.Builder gone = Json.object();
      f.gone().forEach((user, version) -> gone.put(user, version));
      written.put("gone", gone.build());
    }
    return written.build();
  }

  private static Json writeOnline(ServerFrame.Online f) {
    Json.Builder users = Json.object();
    f.users().forEach((user, online) -> users.put(user, new Json.Bool(online)));
    return typed("online").put("id", f.id()).put("users", users.build()).build();
  }

  private static boolean isOnline(Json json, String path) {
    if (json instanceof Json.Bool online) {
      return online.value();
    }
    throw new IllegalArgumentException(path + ": " + json.toText() + " (expected: a boolean)");
  }

  private static List<Json> states(List<ConversationState> states) {
    return states.stream().<Json>map(state -> state.write(Json.object()).build()).toList();
  }

  private static List<Json> facts(List<? extends Fact> facts) {
    return facts.stream().map(Fact::json).toList();
  }

  private static List<UserFact> users(Fields in) {
    return in.list("put", Fact::read).stream()
        .filter(UserFact.class::isInstance)
        .map(UserFact.class::cast)
        .toList();
  }

  private static @Nullable Integer total(Fields in) {
    return in.json().get("inboxTotal") == null ? null : in.count("inboxTotal");
  }

  private static @Nullable Long boxed(@Nullable Integer number) {
    return number == null ? null : number.longValue();
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }
}
