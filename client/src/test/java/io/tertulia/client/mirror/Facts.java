package io.tertulia.client.mirror;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts and frames in few words. Message `m7` is sent at 7,000.
public final class Facts {
  public static final String ME = "alice";
  public static final String C = "kitchen";
  public static final ReadMark READ = new ReadMark(1, 0, false, 0);

  private Facts() {}

  public static UserFact user(String id, long version) {
    return new UserFact(id, version, id + " " + version, Map.of(), null, null, "default", null);
  }

  public static ConversationFact conversation(String id, long version, String subject) {
    return new ConversationFact(id, version, subject, null, List.of(), Map.of(), 100);
  }

  public static TallyFact tally(long version, int messages, int participants) {
    return new TallyFact(version, messages, participants, 0);
  }

  public static ParticipantFact participant(String userId, long version, long joinedAt) {
    return new ParticipantFact(userId, version, Access.READ_WRITE, Notify.ALL, joinedAt);
  }

  public static MessageFact message(int number, long version, @Nullable String sender) {
    return message(number, version, sender, null, "text " + number);
  }

  public static MessageFact message(
      int number, long version, @Nullable String sender, @Nullable String answers, String text) {
    return new MessageFact(
        "m" + number,
        version,
        sender == null ? MessageType.SYSTEM_MESSAGE : MessageType.USER_MESSAGE,
        sender,
        number * 1000L,
        null,
        MessageOrigin.REST,
        answers,
        Map.of(),
        List.of(TextBlock.of(new Text(text))),
        List.of());
  }

  public static Gone gone(int number, @Nullable String sender) {
    return new Gone.MessageGone("m" + number, sender, number * 1000L);
  }

  public static Bound down(int number) {
    return new Bound(number * 1000L, "m" + number);
  }

  public static Position at(long version) {
    return new Position(1, version);
  }

  /// The facts of every state: the conversation, its tally, Alice in it, and the users.
  public static List<Fact> basics(String id, long version, int messages, int participants) {
    return List.of(
        conversation(id, version, "subject of " + id),
        tally(version, messages, participants),
        participant(ME, 1, 500),
        user(ME, 1),
        user("bob", 1));
  }

  /// A fresh state with the messages from-to of Bob, and two participants.
  public static ConversationState fresh(
      String id, long version, int first, int last, @Nullable Bound from) {
    List<Fact> put = new ArrayList<>(basics(id, version, last, 2));
    for (int number = first; number <= last; number++) {
      put.add(message(number, number, "bob"));
    }
    return new ConversationState(
        id, at(version), true, put, List.of(), READ.withUnread(last), from, null);
  }

  public static ConversationState onTop(
      String id, long version, List<Fact> put, List<Gone> gone, @Nullable Bound from) {
    return new ConversationState(id, at(version), false, put, gone, READ, from, null);
  }

  public static ServerFrame.Event event(long version, Fact... put) {
    return new ServerFrame.Event(C, at(version), List.of(put), List.of());
  }

  public static ServerFrame.Event event(long version, List<Fact> put, List<Gone> gone) {
    return new ServerFrame.Event(C, at(version), put, gone);
  }

  public static ServerFrame.State state(@Nullable Long id, ConversationState state) {
    return new ServerFrame.State(id, state, null);
  }
}
