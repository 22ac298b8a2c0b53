package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose reactions to one message with one emoji there are, always whole: it replaces what the
/// client had.
///
/// @param emoji as it was asked for
/// @param put oldest first, of one millisecond by user id
/// @param to the upper end of what is held now, itself inside; [Bound#NOTHING] when these are all
///   there are, so that later ones belong to them; null when there is no such message
public record Reactors(String messageId, String emoji, List<ReactionFact> put, @Nullable Bound to) {

  public Reactors {
    put = List.copyOf(put);
  }

  static Reactors read(Fields in) {
    List<ReactionFact> put =
        in.list("put", Fact::read).stream()
            .filter(ReactionFact.class::isInstance)
            .map(ReactionFact.class::cast)
            .toList();
    return new Reactors(in.text("messageId"), in.text("emoji"), put, Have.bound(in, "to"));
  }

  Json json() {
    return Json.object()
        .put("messageId", messageId)
        .put("emoji", emoji)
        .putAll("put", put.stream().map(ReactionFact::json).toList())
        .put("to", to == null ? null : to.json())
        .build();
  }
}
