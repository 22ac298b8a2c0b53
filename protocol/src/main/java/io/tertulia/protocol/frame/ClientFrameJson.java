package io.tertulia.protocol.frame;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;

/// Client frames as JSON: an object whose `type` names the frame.
final class ClientFrameJson {
  private static final String CONVERSATION = "conversationId";

  private ClientFrameJson() {}

  static ClientFrame read(Json json) {
    Fields in = Fields.of(json, "");
    return switch (in.text("type")) {
      case "hello" ->
          new ClientFrame.Hello(in.text("userId"), in.textOrNull("token"), in.textOr("agent", ""));
      case "renew" -> new ClientFrame.Renew(in.integer("id"), in.text("token"));
      case "do" ->
          new ClientFrame.Do(
              in.integer("id"), Command.read(in.object("command").json(), "command"));
      case "ask" ->
          new ClientFrame.Ask(in.integer("id"), Query.read(in.object("query").json(), "query"));
      case "followConversation" -> readFollow(in);
      case "followInbox" ->
          new ClientFrame.FollowInbox(
              in.integer("id"),
              Have.bound(in, "from"),
              in.countOr("more", 0),
              in.map("known", Known::read),
              in.objects("filtered", ClientFrame.Filtered::read));
      case "followUsers" ->
          new ClientFrame.FollowUsers(
              in.integer("id"), in.map("versions", ClientFrameJson::version));
      case "followOnline" -> new ClientFrame.FollowOnline(in.integer("id"), in.texts("users"));
      case "unfollow" ->
          new ClientFrame.Unfollow(
              in.texts("conversations"), in.texts("users"), in.flag("inbox"), in.texts("online"));
      default -> new ClientFrame.Unknown(in.integerOrNull("id"), in.json());
    };
  }

  static Json write(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Hello f ->
          typed("hello")
              .put("userId", f.userId())
              .put("token", f.token())
              .put("agent", f.agent())
              .build();
      case ClientFrame.Renew f -> typed("renew").put("id", f.id()).put("token", f.token()).build();
      case ClientFrame.Do f ->
          typed("do").put("id", f.id()).put("command", f.command().json()).build();
      case ClientFrame.Ask f ->
          typed("ask").put("id", f.id()).put("query", f.query().json()).build();
      case ClientFrame.FollowConversation f -> writeFollow(f);
      case ClientFrame.FollowInbox f -> {
        Json.Builder known = Json.object();
        f.known().forEach((conversation, k) -> known.put(conversation, k.json()));
        yield typed("followInbox")
            .put("id", f.id())
            .put("from", f.from() == null ? null : f.from().json())
            .put("more", f.more())
            .put("known", known.build())
            .putAll("filtered", f.filtered().stream().map(ClientFrame.Filtered::json).toList())
            .build();
      }
      case ClientFrame.FollowUsers f -> {
        Json.Builder versions = Json.object();
        f.versions().forEach((user, version) -> versions.put(user, version));
        yield typed("followUsers").put("id", f.id()).put("versions", versions.build()).build();
      }
      case ClientFrame.FollowOnline f ->
          typed("followOnline").put("id", f.id()).putAll("users", texts(f.users())).build();
      case ClientFrame.Unfollow f ->
          typed("unfollow")
              .putAll("conversations", texts(f.conversations()))
              .putAll("users", texts(f.users()))
              .putIf("inbox", f.inbox())
              .putAll("online", texts(f.online()))
              .build();
      case ClientFrame.Unknown f -> f.json();
    };
  }

  private static ClientFrame readFollow(Fields in) {
    Fields have = in.objectOrNull("have");
    return new ClientFrame.FollowConversation(
        in.integer("id"),
        in.text(CONVERSATION),
        have == null ? null : Have.read(have),
        in.countOr("moreMessages", 0),
        in.countOr("moreParticipants", 0),
        in.texts("participants"),
        in.flag("typing"),
        in.list("reactors", ReactorsWanted::read));
  }

  private static Json writeFollow(ClientFrame.FollowConversation f) {
    return typed("followConversation")
        .put("id", f.id())
        .put(CONVERSATION, f.conversationId())
        .put("have", f.have() == null ? null : f.have().json())
        .put("moreMessages", f.moreMessages())
        .put("moreParticipants", f.moreParticipants())
        .putAll("participants", texts(f.participants()))
        .putIf("typing", f.typing())
        .putAll("reactors", f.reactors().stream().map(ReactorsWanted::json).toList())
        .build();
  }

  static long version(Json json, String path) {
    if (json instanceof Json.Int number) {
      return number.value();
    }
    throw new IllegalArgumentException(path + ": " + json.toText() + " (expected: an integer)");
  }

  private static List<Json> texts(List<String> texts) {
    return texts.stream().map(Json::of).toList();
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }
}
