package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as one participant sees it at one position: all of it within the bounds, or all
/// that changed since the position that the client named.
///
/// Always among the facts, as far as they changed: the conversation, its tally, the viewer's own
/// participation, the last message, the messages that those in the window answer, the viewer's own
/// reactions to these messages, and every user whom any of these names.
///
/// @param fresh true: this replaces what the client had; false: apply it on top
/// @param mark the viewer's own read mark, always whole
/// @param messagesFrom the lower bound of the messages that the client holds after this; null when
///   only the last
/// @param participantsFrom the same for participants; null when only the viewer and those asked for
///   by name
/// @param reactors the answers to what was asked for of whose reactions there are
public record ConversationState(
    String conversationId,
    Position position,
    boolean fresh,
    List<Fact> put,
    List<Gone> gone,
    ReadMark mark,
    @Nullable Bound messagesFrom,
    @Nullable Bound participantsFrom,
    List<Reactors> reactors) {

  public ConversationState {
    put = List.copyOf(put);
    gone = List.copyOf(gone);
    reactors = List.copyOf(reactors);
  }

  /// A state without the reactions of single messages.
  public ConversationState(
      String conversationId,
      Position position,
      boolean fresh,
      List<Fact> put,
      List<Gone> gone,
      ReadMark mark,
      @Nullable Bound messagesFrom,
      @Nullable Bound participantsFrom) {
    this(
        conversationId,
        position,
        fresh,
        put,
        gone,
        mark,
        messagesFrom,
        participantsFrom,
        List.of());
  }

  /// The same state with other facts.
  public ConversationState withPut(List<Fact> facts) {
    return new ConversationState(
        conversationId,
        position,
        fresh,
        facts,
        gone,
        mark,
        messagesFrom,
        participantsFrom,
        reactors);
  }

  static ConversationState read(Fields in) {
    return new ConversationState(
        in.text("conversationId"),
        PositionJson.read(in),
        in.flag("fresh"),
        in.list("put", Fact::read),
        in.list("gone", Gone::read),
        ReadMark.read(in.object("mark")),
        Have.bound(in, "messagesFrom"),
        Have.bound(in, "participantsFrom"),
        in.objects("reactors", Reactors::read));
  }

  Json.Builder write(Json.Builder out) {
    out.put("conversationId", conversationId);
    return PositionJson.write(out, position)
        .putIf("fresh", fresh)
        .putAll("put", put.stream().map(Fact::json).toList())
        .putAll("gone", gone.stream().map(Gone::json).toList())
        .put("mark", mark.json())
        .put("messagesFrom", messagesFrom == null ? null : messagesFrom.json())
        .put("participantsFrom", participantsFrom == null ? null : participantsFrom.json())
        .putAll("reactors", reactors.stream().map(Reactors::json).toList());
  }
}
