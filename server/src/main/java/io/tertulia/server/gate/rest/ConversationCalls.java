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
    return participant(visit, new ParticipantPatch(access, notifications), Mode.UPSERT);
  }

  static Reply change(Visit visit) {
    return participant(visit, ParticipantPatch.read(visit.body()), Mode.EDIT);
  }

  static Reply leave(Visit visit) {
    visit.submit(new Command.DeleteParticipant(conversation(visit), visit.at("user")));
    return Reply.DONE;
  }

  static String conversation(Visit visit) {
    return visit.at("conversation");
  }

  private static Reply participant(Visit visit, ParticipantPatch patch, Mode mode) {
    visit.submit(new Command.SetParticipant(conversation(visit), visit.at("user"), patch, mode));
    return Reply.DONE;
  }
}
