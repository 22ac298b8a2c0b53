package io.tertulia.cli.history;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.UnknownBlock;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects of the REST API as lines of an archive. What the API does not tell is filled in: who has
/// read until when, where it is missing, has read everything; reactions follow their message, a
/// millisecond each.
final class RestShapes {
  private RestShapes() {}

  /// @param otherwise when it was created, if it does not say
  static ArchiveLine.User user(Fields in, long otherwise) {
    String id = in.text("id");
    return new ArchiveLine.User(
        id,
        in.textOr("name", id),
        map(in, "custom"),
        in.textOrNull("locale"),
        in.textOrNull("photoUrl"),
        in.textOr("role", "default"),
        in.textOrNull("welcomeMessage"),
        texts(in, "email"),
        texts(in, "phone"),
        map(in, "pushTokens"),
        in.textOrNull("availabilityText"),
        in.integerOr("createdAt", otherwise));
  }

  static ArchiveLine.Conversation conversation(Fields in) {
    return new ArchiveLine.Conversation(
        in.text("id"),
        in.textOrNull("subject"),
        in.textOrNull("photoUrl"),
        in.texts("welcomeMessages"),
        map(in, "custom"),
        in.integer("createdAt"),
        null);
  }

  /// Who takes part in a conversation.
  ///
  /// @param lastAt of its newest message
  static List<ArchiveLine> members(Fields in, long lastAt) {
    List<ArchiveLine> members = new ArrayList<>();
    Fields participants = in.objectOrNull("participants");
    if (participants != null) {
      for (String user : participants.json().members().keySet()) {
        members.add(member(in, user, participants.object(user), lastAt));
      }
    }
    return members;
  }

  private static ArchiveLine member(Fields conversation, String user, Fields in, long lastAt) {
    Access access = Access.parse(in.textOr("access", Access.READ_WRITE.wire()));
    long joinedAt = in.integerOr("joinedAt", conversation.integer("createdAt"));
    long readUntil = in.integerOr("readUntil", Math.max(joinedAt, lastAt));
    return new ArchiveLine.Member(
        conversation.text("id"),
        user,
        access,
        NotifyJson.read(in, "notify", Notify.ALL),
        joinedAt,
        readUntil,
        in.flag("isUnread") && readUntil >= lastAt,
        access == Access.NONE);
  }

  /// A message and the reactions to it.
  ///
  /// @param after the time of the message before, which this one's is later than
  static List<ArchiveLine> message(Fields in, long after) {
    String conversation = in.text("conversationId");
    String id = in.text("id");
    long at = Math.max(in.integer("createdAt"), after + 1);
    @Nullable String text = in.textOrNull("text");
    List<Part> content = content(in);
    List<ArchiveLine> lines = new ArrayList<>();
    lines.add(
        new ArchiveLine.Message(
            conversation,
            id,
            at,
            in.textOrNull("senderId"),
            MessageOrigin.parse(in.textOr("origin", "import")),
            in.integerOrNull("editedAt"),
            in.textOrNull("referencedMessageId"),
            map(in, "custom"),
            content,
            content.isEmpty() && text == null ? "" : text));
    if (in.json().get("reactions") instanceof Json.Obj reactions) {
      long reactedAt = at;
      for (String emoji : reactions.members().keySet()) {
        for (String user : Fields.of(reactions, "reactions").texts(emoji)) {
          lines.add(new ArchiveLine.Reaction(conversation, id, emoji, user, ++reactedAt));
        }
      }
    }
    return lines;
  }

  private static List<Part> content(Fields in) {
    List<ContentBlock> blocks = in.list("content", ContentBlock::read);
    if (blocks.size() == 1 && !(blocks.getFirst() instanceof UnknownBlock)) {
      ContentBlock block = blocks.getFirst();
      return List.of(
          new Part.Block(
              block instanceof FileBlock file ? link(file.url(), file.filename()) : block));
    }
    Fields attachment = in.objectOrNull("attachment");
    if (attachment != null && in.textOrNull("text") == null) {
      String url = attachment.text("url");
      String path = url.replaceFirst("[?#].*", "");
      return List.of(new Part.Block(link(url, path.substring(path.lastIndexOf('/') + 1))));
    }
    List<Double> place = in.list("location", RestShapes::degrees);
    return place.size() == 2
        ? List.of(new Part.Block(new LocationBlock(place.get(0), place.get(1))))
        : List.of();
  }

  private static TextBlock link(String url, String label) {
    Text name = new Text(label.isBlank() ? url : label);
    try {
      return TextBlock.of(new Link(url, List.of(name)));
    } catch (IllegalArgumentException e) {
      // An address that nobody can follow from a message.
      return TextBlock.of(new Text(url));
    }
  }

  private static double degrees(Json json, String path) {
    return switch (json) {
      case Json.Int number -> number.value();
      case Json.Real number -> number.value();
      default -> throw new IllegalArgumentException(path + ": no number (expected: degrees)");
    };
  }

  /// One text, several or none.
  private static List<String> texts(Fields in, String name) {
    return in.json().get(name) instanceof Json.Str(String one) ? List.of(one) : in.texts(name);
  }

  /// Texts by key; what is no text in it becomes one, and a list is an empty map in PHP.
  private static Map<String, String> map(Fields in, String name) {
    return in.json().get(name) instanceof Json.Arr
        ? Map.of()
        : in.map(name, (json, path) -> json instanceof Json.Str(String s) ? s : json.toText());
  }
}
