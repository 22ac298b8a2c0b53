package io.tertulia.testkit.web;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a mirror holds, for comparison.
///
/// @param list how far the list of conversations is known, and how long it is
record SdkSight(List<Held> conversations, List<Fact> users, String list) {
  /// What it holds of a conversation.
  ///
  /// @param rest everything but facts
  record Held(String id, List<Fact> facts, String rest) {}

  /// What the browser client's mirror holds, by its own account.
  static SdkSight of(Fields told) {
    return new SdkSight(
        told.objects(
            "conversations",
            one -> new Held(one.text("id"), one.list("facts", Fact::read), one.text("rest"))),
        told.list("users", Fact::read),
        told.text("list"));
  }

  /// What the SDK's mirror holds after that.
  static SdkSight of(HeardLine line) {
    Mirror mirror = new Mirror(line.viewer());
    line.heard().forEach(heard -> take(mirror, heard));
    List<ConversationMirror> list = mirror.inbox().window(Bound.EVERYTHING);
    Stream<UserFact> users =
        line.people().stream().map(mirror.users()::get).filter(Objects::nonNull);
    return new SdkSight(
        list.stream().map(SdkSight::held).toList(),
        users.map(Fact.class::cast).toList(),
        bound(mirror.inbox().from()) + " " + mirror.inbox().total());
  }

  /// The facts of a frame.
  static List<Fact> facts(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Answer f -> f.put();
      case ServerFrame.Results f -> f.states().stream().flatMap(s -> s.put().stream()).toList();
      case ServerFrame.State f -> f.state().put();
      case ServerFrame.Inbox f -> f.states().stream().flatMap(s -> s.put().stream()).toList();
      case ServerFrame.Event f -> f.put();
      case ServerFrame.Users f -> List.copyOf(f.put());
      case ServerFrame.Typing f -> List.copyOf(f.put());
      default -> List.of();
    };
  }

  private static void take(Mirror mirror, HeardLine.Heard heard) {
    switch (heard.frame()) {
      case ServerFrame.State f -> mirror.apply(f.state(), heard.named());
      case ServerFrame.Outside f -> mirror.drop(f.conversationId());
      case ServerFrame.Inbox f -> {
        f.states().forEach(state -> mirror.apply(state, Set.of()));
        f.gone().forEach(mirror::drop);
        mirror.inbox(f.from(), f.total());
      }
      case ServerFrame.Event f -> mirror.apply(f);
      case ServerFrame.Marked f -> mirror.apply(f);
      case ServerFrame.Users f -> mirror.apply(f);
      case ServerFrame.Typing f -> mirror.learn(f.put());
      default -> {}
    }
  }

  private static Held held(ConversationMirror known) {
    List<MessageFact> said = known.messages().window(Bound.EVERYTHING);
    List<Fact> facts = new ArrayList<>();
    facts.add(known.conversation());
    facts.add(known.tally());
    facts.addAll(said);
    facts.addAll(known.participants().window(Bound.EVERYTHING));
    Stream<Object> rest =
        Stream.of(
            known.position().epoch(),
            known.position().version(),
            known.mark().version(),
            known.mark().readUntil(),
            known.mark().markedUnread(),
            known.mark().unread(),
            bound(known.messages().from()),
            known.messages().total(),
            bound(known.participants().from()),
            known.participants().total(),
            bound(known.place()));
    Stream<String> own =
        said.stream().map(m -> String.join("", new TreeSet<>(known.ownReactions(m.id()))));
    return new Held(
        known.id(),
        facts,
        Stream.concat(rest.map(String::valueOf), own).collect(Collectors.joining(" ")));
  }

  private static String bound(@Nullable Bound bound) {
    return bound == null ? "none" : bound.everything() ? "all" : bound.at() + ":" + bound.id();
  }
}
