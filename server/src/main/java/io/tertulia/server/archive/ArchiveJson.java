package io.tertulia.server.archive;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Lines of an archive as JSON: an object whose `type` comes first. What there is nothing to say
/// about is left out.
final class ArchiveJson {
  private static final String CONVERSATION = "conversation";
  private static final String CREATED = "createdAt";

  private ArchiveJson() {}

  static ArchiveLine read(Json json) {
    Fields in = Fields.of(json, "");
    String type = in.text("type");
    return switch (type) {
      case "tertulia" -> header(in);
      case "settings" -> new ArchiveLine.Settings(in.value("settings"));
      case "theme" -> new ArchiveLine.Theme(in.text("name"), in.value("theme"));
      case "user" -> user(in);
      case "file" -> file(in);
      case "bytes" -> new ArchiveLine.Bytes(in.integer("at"), base64(in));
      case "conversation" -> conversation(in);
      case "message" -> message(in);
      case "deleted" ->
          new ArchiveLine.Deleted(
              in.text(CONVERSATION),
              in.text("id"),
              in.integer(CREATED),
              in.textOrNull("sender"),
              MessageOrigin.parse(in.text("origin")));
      case "reaction" ->
          new ArchiveLine.Reaction(
              in.text(CONVERSATION),
              in.text("message"),
              in.text("emoji"),
              in.text("user"),
              in.integer(CREATED));
      case "member" -> member(in);
      default -> throw in.bad("type", type, "one of this format");
    };
  }

  static Json write(ArchiveLine line) {
    return switch (line) {
      case ArchiveLine.Header header ->
          typed("tertulia").put("version", ArchiveLine.VERSION).put("app", header.app()).build();
      case ArchiveLine.Settings settings ->
          typed("settings").put("settings", settings.settings()).build();
      case ArchiveLine.Theme theme ->
          typed("theme").put("name", theme.name()).put("theme", theme.theme()).build();
      case ArchiveLine.User user -> user(user);
      case ArchiveLine.File file -> file(file);
      case ArchiveLine.Bytes bytes ->
          typed("bytes")
              .put("at", bytes.at())
              .put("base64", Base64.getEncoder().encodeToString(bytes.bytes()))
              .build();
      case ArchiveLine.Conversation conversation -> conversation(conversation);
      case ArchiveLine.Message message -> message(message);
      case ArchiveLine.Deleted deleted ->
          typed("deleted")
              .put(CONVERSATION, deleted.conversation())
              .put("id", deleted.id())
              .put(CREATED, deleted.createdAt())
              .put("sender", deleted.sender())
              .put("origin", deleted.origin().wire())
              .build();
      case ArchiveLine.Reaction reaction ->
          typed("reaction")
              .put(CONVERSATION, reaction.conversation())
              .put("message", reaction.message())
              .put("emoji", reaction.emoji())
              .put("user", reaction.user())
              .put(CREATED, reaction.createdAt())
              .build();
      case ArchiveLine.Member member -> member(member);
    };
  }

  private static ArchiveLine header(Fields in) {
    int version = in.count("version");
    if (version < 1 || version > ArchiveLine.VERSION) {
      throw in.bad("version", Integer.toString(version), "1 to " + ArchiveLine.VERSION);
    }
    return new ArchiveLine.Header(in.text("app"));
  }

  private static ArchiveLine user(Fields in) {
    return new ArchiveLine.User(
        in.text("id"),
        in.text("name"),
        in.textMap("custom"),
        in.textOrNull("locale"),
        in.textOrNull("photoUrl"),
        in.textOr("role", "default"),
        in.textOrNull("welcomeMessage"),
        in.texts("email"),
        in.texts("phone"),
        in.textMap("pushTokens"),
        in.textOrNull("availabilityText"),
        in.integer(CREATED));
  }

  private static Json user(ArchiveLine.User user) {
    return typed("user")
        .put("id", user.id())
        .put("name", user.name())
        .putAll("custom", user.custom())
        .put("locale", user.locale())
        .put("photoUrl", user.photoUrl())
        .put("role", user.role())
        .put("welcomeMessage", user.welcomeMessage())
        .putAll("email", user.email().stream().map(Json::of).toList())
        .putAll("phone", user.phone().stream().map(Json::of).toList())
        .putAll("pushTokens", user.pushTokens())
        .put("availabilityText", user.availabilityText())
        .put(CREATED, user.createdAt())
        .build();
  }

  private static ArchiveLine file(Fields in) {
    Long nanos = in.integerOrNull("durationNanos");
    FileDetails details =
        new FileDetails(
            FileKind.parse(in.text("kind")),
            in.text("filename"),
            pixels(in, "width"),
            pixels(in, "height"),
            nanos == null ? null : Duration.ofNanos(nanos));
    long size = in.integer("size");
    if (size < 0) {
      throw in.bad("size", Long.toString(size), "0 or more bytes");
    }
    return new ArchiveLine.File(
        in.text("id"),
        in.textOrNull("uploader"),
        details,
        in.text("mediaType"),
        size,
        in.text("sha256"));
  }

  private static Json file(ArchiveLine.File file) {
    FileDetails details = file.details();
    Duration duration = details.duration();
    return typed("file")
        .put("id", file.id())
        .put("uploader", file.uploader())
        .put("kind", details.kind().wire())
        .put("filename", details.filename())
        .put("width", number(details.width()))
        .put("height", number(details.height()))
        .put("durationNanos", duration == null ? null : (Long) duration.toNanos())
        .put("mediaType", file.mediaType())
        .put("size", file.size())
        .put("sha256", file.sha256())
        .build();
  }

  private static byte[] base64(Fields in) {
    try {
      return Base64.getDecoder().decode(in.text("base64"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("base64: wrong letters (expected: base64)", e);
    }
  }

  private static ArchiveLine conversation(Fields in) {
    return new ArchiveLine.Conversation(
        in.text("id"),
        in.textOrNull("subject"),
        in.textOrNull("photoUrl"),
        in.texts("welcomeMessages"),
        in.textMap("custom"),
        in.integer(CREATED),
        in.integerOrNull("everyoneReadUntil"));
  }

  private static Json conversation(ArchiveLine.Conversation conversation) {
    return typed("conversation")
        .put("id", conversation.id())
        .put("subject", conversation.subject())
        .put("photoUrl", conversation.photoUrl())
        .putAll("welcomeMessages", conversation.welcomeMessages().stream().map(Json::of).toList())
        .putAll("custom", conversation.custom())
        .put(CREATED, conversation.createdAt())
        .put("everyoneReadUntil", conversation.everyoneReadUntil())
        .build();
  }

  private static ArchiveLine message(Fields in) {
    return new ArchiveLine.Message(
        in.text(CONVERSATION),
        in.text("id"),
        in.integer(CREATED),
        in.textOrNull("sender"),
        MessageOrigin.parse(in.text("origin")),
        in.integerOrNull("editedAt"),
        in.textOrNull("referencedMessageId"),
        in.textMap("custom"),
        in.list("content", Part::read),
        in.textOrNull("text"));
  }

  private static Json message(ArchiveLine.Message message) {
    return typed("message")
        .put(CONVERSATION, message.conversation())
        .put("id", message.id())
        .put(CREATED, message.createdAt())
        .put("sender", message.sender())
        .put("origin", message.origin().wire())
        .put("editedAt", message.editedAt())
        .put("referencedMessageId", message.referencedMessageId())
        .putAll("custom", message.custom())
        .putAll("content", message.content().stream().map(Part::json).toList())
        .put("text", message.text())
        .build();
  }

  private static ArchiveLine member(Fields in) {
    return new ArchiveLine.Member(
        in.text(CONVERSATION),
        in.text("user"),
        Access.parse(in.text("access")),
        NotifyJson.read(in, "notify", Notify.ALL),
        in.integer("joinedAt"),
        in.integer("readUntil"),
        in.flag("markedUnread"),
        in.flag("left"));
  }

  private static Json member(ArchiveLine.Member member) {
    return typed("member")
        .put(CONVERSATION, member.conversation())
        .put("user", member.user())
        .put("access", member.access().wire())
        .put("notify", NotifyJson.write(member.notifications()))
        .put("joinedAt", member.joinedAt())
        .put("readUntil", member.readUntil())
        .putIf("markedUnread", member.markedUnread())
        .putIf("left", member.left())
        .build();
  }

  private static @Nullable Integer pixels(Fields in, String name) {
    return in.integerOrNull(name) == null ? null : (Integer) in.count(name);
  }

  private static @Nullable Long number(@Nullable Integer pixels) {
    return pixels == null ? null : (Long) pixels.longValue();
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }
}
