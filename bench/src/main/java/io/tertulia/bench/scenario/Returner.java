package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Somebody who goes, and comes back with what he has.
final class Returner implements Ear {
  private final Line line;
  private final List<Integer> conversations;
  private final Map<Integer, Json> positions = new TreeMap<>();
  private Runnable isBack = () -> {};
  private int answers;

  /// @param conversations that he follows; their numbers are those of the streams in them
  Returner(Stage stage, int user, List<Integer> conversations) {
    this.conversations = conversations;
    int least = conversations.getFirst();
    line = stage.line(user, new Ledger(least, conversations.getLast() - least + 1), this);
  }

  Line line() {
    return line;
  }

  /// Comes, or comes back, and follows everything.
  ///
  /// @param task is done when all of it is answered
  void come(Runnable task) {
    isBack = task;
    answers = 0;
    line.connect();
  }

  @Override
  public void welcomed(Line up) {
    for (int conversation : conversations) {
      Json have = positions.get(conversation);
      up.say(
          Json.object()
              .put("type", "followConversation")
              .put("id", conversation)
              .put("conversationId", "c" + conversation)
              .put("have", have)
              .put("moreMessages", have == null ? 30 : 0)
              .put("moreParticipants", 0)
              .build()
              .toBytes());
    }
  }

  @Override
  public void answered(Line up, long id, byte[] bytes, int from, int to) {
    if (!positions.containsKey((int) id)) {
      Fields state = Fields.of(Json.parse(Arrays.copyOfRange(bytes, from, to)), "");
      positions.put(
          (int) id,
          Json.object()
              .put("epoch", state.integer("epoch"))
              .put("version", state.integer("version"))
              .put("messagesFrom", state.value("messagesFrom"))
              .build());
    }
    answers++;
    if (answers == conversations.size()) {
      isBack.run();
    }
  }

  /// Whether he has so many messages of each stream.
  boolean has(int messages) {
    return conversations.stream().allMatch(stream -> line.ledger().came(stream) == messages);
  }

  /// What is wrong when there are so many messages in each stream.
  Ledger.Faults faults(int messages) {
    int[] sent = new int[conversations.size()];
    Arrays.fill(sent, messages);
    return line.ledger().faults(sent);
  }
}
