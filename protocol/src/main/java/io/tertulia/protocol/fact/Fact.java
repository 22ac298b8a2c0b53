package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// One record that is true now. Whole: a fact of a higher version replaces one of a lower, never
/// the other way round.
public sealed interface Fact
    permits UserFact,
        ConversationFact,
        TallyFact,
        ParticipantFact,
        MessageFact,
        ReactionFact,
        UnknownFact {

  /// What wrote it: the conversation's version, for a user the number of the user's change.
  long version();

  /// The fact as an object whose `type` names its kind.
  Json json();

  static Fact read(Json json, String path) {
    Fields fields = Fields.of(json, path);
    return switch (fields.text("type")) {
      case UserFact.TYPE -> UserFact.read(fields);
      case ConversationFact.TYPE -> ConversationFact.read(fields);
      case TallyFact.TYPE -> TallyFact.read(fields);
      case ParticipantFact.TYPE -> ParticipantFact.read(fields);
      case MessageFact.TYPE -> MessageFact.read(fields, path);
      case ReactionFact.TYPE -> ReactionFact.read(fields);
      default -> new UnknownFact(fields.integerOr("version", 0), fields.json());
    };
  }
}
