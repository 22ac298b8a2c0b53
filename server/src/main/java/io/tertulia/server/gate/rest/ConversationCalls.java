package io.tertulia.server.gate.rest;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.gate.http.Reply;
import java.util.List;

/// The calls for conversations and participants.
final class ConversationCalls {
  private ConversationCalls() {}

  static Reply put(Visit visit) {
    Fields body = visit.body();
    try {
      visit.submit(
          new Command.SetConversation(
              conversation(visit),
              ConversationPatch.read(body),
              ParticipantPatch.KEEP,
              body.texts("participants"),
              Mode.UPSERT));
    } catch (Refusal refusal) {
      throw Visit.inBody(refusal);
    }
    return Reply.DONE;
  }

  static Reply get(Visit visit) {
    String id = conversation(visit);
    return visit
        .ask(new AppQuery.GetConversation(id))
        .map(conversation -> Reply.of(visit.shapes().conversation(conversation)))
        .orElseThrow(() -> Visit.notFound("conversation", id));
  }

  static Reply delete(Visit visit) {
    visit.submit(new Command.DeleteConversation(conversation(visit)));
    return Reply.DONE;
  }

  /// Joins, or overwrites: what is not named falls back to its default.
  static Reply join(Visit visit) {
    ParticipantPatch named = ParticipantPatch.read(visit.body());
    Patch<Access> access = named.access().keeps() ? Patch.put(Access.READ_WRITE) : named.access();
    Patch<Notify> notifications =
        named.notifications().keeps() ? Patch.put(Notify.ALL) : named.notifications();
    visit.submit(
        new Command.SetParticipant(
            conversation(visit),
            visit.at("user"),
            new ParticipantPatch(access, notifications),
            Mode.UPSERT));
    return Reply.DONE;
  }

  /// Changes what is named, of the participation and of how far the participant has read.
  static Reply change(Visit visit) {
    Fields body = visit.body();
    var change =
        new Command.SetParticipant(
            conversation(visit), visit.at("user"), ParticipantPatch.read(body), Mode.EDIT);
    if (body.json().get(ReadCalls.UNTIL) == null) {
      visit.submit(change);
    } else {
      visit.submitAll(List.of(change, ReadCalls.mark(visit, body)));
    }
    return Reply.DONE;
  }

  static Reply leave(Visit visit) {
    visit.submit(new Command.DeleteParticipant(conversation(visit), visit.at("user")));
    return Reply.DONE;
  }

  static String conversation(Visit visit) {
    return visit.at("conversation");
  }
}
