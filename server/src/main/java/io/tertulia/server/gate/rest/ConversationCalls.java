package io.tertulia.server.gate.rest;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.server.gate.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
    List<Fact> facts = visit.ask(new Query.GetConversation(id));
    ConversationFact conversation =
        only(facts, ConversationFact.class)
            .findFirst()
            .orElseThrow(() -> Visit.notFound("conversation", id));
    List<ParticipantFact> participants =
        only(visit.ask(new Query.ListParticipants(id)), ParticipantFact.class).toList();
    MessageFact last =
        only(facts, MessageFact.class)
            .max(Comparator.comparingLong(MessageFact::createdAt))
            .orElse(null);
    long readUntil =
        only(facts, TallyFact.class).mapToLong(TallyFact::everyoneReadUntil).findFirst().orElse(0);
    return Reply.of(
        Shapes.conversation(
            visit.links(),
            conversation,
            participants,
            last,
            MessageCalls.reactions(facts),
            readUntil));
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

  private static <F extends Fact> Stream<F> only(List<Fact> facts, Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast);
  }
}
