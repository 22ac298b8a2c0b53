package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.Variants;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An event as its followers see it: masked and encoded once for all who see it alike. Authors who
/// see their own messages as they wrote them are alone in that.
final class SeenEvent implements Variants {
  private final ServerFrame.Event event;
  private final Payload asWritten;
  private final boolean says;
  private final Map<Object, Payload> masked = new ConcurrentHashMap<>(1);

  SeenEvent(ServerFrame.Event event) {
    this.event = event;
    this.asWritten = Payload.of(event);
    this.says = event.put().stream().anyMatch(MessageFact.class::isInstance);
  }

  @Override
  public Payload of(@Nullable Object view) {
    if (!says || !(view instanceof View seen) || !seen.masker().hides()) {
      return asWritten;
    }
    Object alike = seen.sparesOwn() && hasMessageOf(seen.userId()) ? seen : seen.masker();
    return masked.computeIfAbsent(alike, first -> payload(seen));
  }

  private Payload payload(View view) {
    List<Fact> shown = view.shown(event.put());
    return shown.equals(event.put())
        ? asWritten
        : Payload.of(
            new ServerFrame.Event(event.conversationId(), event.position(), shown, event.gone()));
  }

  private boolean hasMessageOf(String userId) {
    return event.put().stream()
        .anyMatch(fact -> fact instanceof MessageFact message && userId.equals(message.senderId()));
  }
}
