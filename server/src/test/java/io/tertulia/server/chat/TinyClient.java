package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.Known;
import io.tertulia.protocol.frame.ReactorsWanted;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.delivery.Follower;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.TopicId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One user's client on a connection that can be cut: what it follows, and its mirror.
final class TinyClient {
  final String user;
  private final ChatWorld world;
  private final Reads reads;
  private Frames frames;
  private Follower follower;
  private long number;
  final Map<String, TinyMirror> mirrors = new HashMap<>();
  final Set<String> followed = new HashSet<>();
  final Map<String, Set<ReactorsWanted>> wanted = new HashMap<>();

  final Map<String, List<String>> typing = new HashMap<>();

  /// Conversations of which it was answered that it is told who types: states leave that as it was.
  private final Set<String> hearing = new HashSet<>();

  final Map<String, Boolean> online = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();
  private @Nullable Long askedInbox;

  private final Set<String> named = new HashSet<>();
  private boolean told;

  /// Something came before the list's answer that may be of a follow that had ended.
  private boolean doubt;

  boolean inbox;
  @Nullable Bound inboxFrom;

  /// The filtered lists that are looked at, with the bound of each once it was told.
  final Map<ConversationFilter, Optional<Bound>> filtered = new LinkedHashMap<>();

  private final List<ConversationFilter> askedFiltered = new ArrayList<>();
  int total = -1;
  final List<String> heard = new ArrayList<>();

  TinyClient(ChatWorld world, Reads reads, String user) {
    this.world = world;
    this.reads = reads;
    this.user = user;
    this.frames = new Frames(user);
    this.follower = connect();
  }

  boolean waits() {
    return askedInbox != null || !asked.isEmpty();
  }

  /// Wants to see whose reactions to a message there are.
  void watch(String id, String messageId, String emoji) {
    Set<ReactorsWanted> lists = wanted.computeIfAbsent(id, key -> new LinkedHashSet<>());
    if (lists.size() < 3) {
      lists.add(new ReactorsWanted(messageId, emoji, null, 1));
    }
    follow(id, 0, 0);
  }

  /// Asks for the lists of reactions that are not held; says whether there are some.
  boolean ensure() {
    int before = heard.size();
    wanted.forEach((id, lists) -> {
      TinyMirror known = mirrors.get(id);
      if (known != null
          && lists.stream().anyMatch(l -> !known.reactors.containsKey(l.messageId() + l.emoji()))) {
        follow(id, 0, 0);
      }
    });
    return heard.size() > before;
  }

  void follow(String id, int messages, int participants) {
    if (asked.containsKey(id)) {
      return;
    }
    followed.add(id);
    asked.put(id, ++number);
    TinyMirror known = mirrors.get(id);
    @Nullable Have have =
        known == null ? null : new Have(known.position, known.messagesFrom, known.participantsFrom);
    heard.add("> follow " + number + " " + id + " " + have);
    follower.followConversation(
        new ClientFrame.FollowConversation(
            number,
            id,
            have,
            messages,
            participants,
            List.of(),
            true,
            wanted.getOrDefault(id, Set.of()).stream().map(one -> further(known, one)).toList()));
  }

  private static ReactorsWanted further(@Nullable TinyMirror known, ReactorsWanted one) {
    TinyReactors list = known == null ? null : known.reactors.get(one.messageId() + one.emoji());
    return new ReactorsWanted(
        one.messageId(), one.emoji(), list == null ? one.to() : list.to, one.more());
  }

  void unfollow(String id) {
    if (!followed.remove(id)) {
      return;
    }
    heard.add("> unfollow " + id);
    asked.remove(id);
    wanted.remove(id);
    typing.remove(id);
    hearing.remove(id);
    follower.unfollow(new ClientFrame.Unfollow(List.of(id), List.of(), false));
    TinyMirror known = mirrors.get(id);
    if (known != null) {
      Bound place = known.place();
      boolean above = inboxFrom == null || inboxFrom.holds(place.at(), place.id());
      if (inbox && (above || !filtered.isEmpty())) {
        known.shrink();
      } else {
        mirrors.remove(id);
      }
    }
  }

  void followOnline(String other) {
    online.put(other, false);
    follower.followOnline(new ClientFrame.FollowOnline(++number, List.of(other)));
  }

  void unfollowOnline() {
    follower.unfollow(
        new ClientFrame.Unfollow(List.of(), List.of(), false, List.copyOf(online.keySet())));
    hear();
    online.clear();
  }

  void followInbox(int more) {
    followInbox(more, 0);
  }

  /// Looks at those that match a filter, or further down their list.
  void followFiltered(ConversationFilter filter, int more) {
    if (askedInbox == null) {
      filtered.putIfAbsent(filter, Optional.empty());
      followInbox(0, more);
    }
  }

  void unfollowFiltered(ConversationFilter filter) {
    filtered.remove(filter);
  }

  private void followInbox(int more, int moreFiltered) {
    if (askedInbox != null) {
      return;
    }
    inbox = true;
    doubt = false;
    askedInbox = ++number;
    Map<String, Known> known = new HashMap<>();
    mirrors.forEach((id, mirror) -> {
      if (!followed.contains(id)) {
        known.put(id, new Known(mirror.position, mirror.mark.version()));
      }
    });
    named.clear();
    named.addAll(known.keySet());
    heard.add("> inbox " + number + " " + inboxFrom + " " + more + " " + known);
    List<ClientFrame.Filtered> lists = new ArrayList<>();
    askedFiltered.clear();
    filtered.forEach((filter, from) -> {
      askedFiltered.add(filter);
      lists.add(new ClientFrame.Filtered(filter, from.orElse(null), moreFiltered));
    });
    follower.followInbox(new ClientFrame.FollowInbox(number, inboxFrom, more, known, lists));
  }

  void unfollowInbox() {
    if (!inbox) {
      return;
    }
    endInbox();
    inbox = false;
    askedInbox = null;
    inboxFrom = null;
    filtered.clear();
    total = -1;
    mirrors.keySet().retainAll(followed);
  }

  private void endInbox() {
    heard.add("> unfollow inbox");
    told = false;
    follower.unfollow(new ClientFrame.Unfollow(List.of(), List.of(), true));
  }

  /// Something is missing in the list.
  private void missed() {
    if (askedInbox != null) {
      doubt = true;
    } else if (inbox) {
      endInbox();
      followInbox(0);
    }
  }

  void cut() {
    follower.close();
    hear();
    heard.add("> cut");
    frames = new Frames(user);
    follower = connect();
    asked.clear();
    hearing.clear();
    askedInbox = null;
    told = false;
    if (inbox) {
      followInbox(inboxFrom == null ? 2 : 0, 0);
    }
    List.copyOf(followed).forEach(id -> follow(id, 0, 0));
    List.copyOf(online.keySet()).forEach(this::followOnline);
  }

  void close() {
    follower.close();
  }

  /// Takes what came; says whether something did.
  boolean hear() {
    int before = heard.size();
    for (ServerFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
      heard.add("< " + frame);
      switch (frame) {
        case ServerFrame.State f -> told(f);
        case ServerFrame.Typing f -> {
          if (followed.contains(f.conversationId())) {
            typing.put(f.conversationId(), f.many() ? List.of("many") : f.userIds());
          }
        }
        case ServerFrame.Online f ->
            f.users().forEach((id, now) -> online.computeIfPresent(id, (known, was) -> now));
        case ServerFrame.Outside f -> {
          mirrors.remove(f.conversationId());
          typing.remove(f.conversationId());
          total(f.inboxTotal());
          asked.remove(f.conversationId(), f.id());
        }
        case ServerFrame.Inbox f -> told(f);
        case ServerFrame.Event f -> told(f);
        case ServerFrame.Marked f -> {
          TinyMirror known = mirrors.get(f.conversationId());
          if (known != null) {
            known.apply(f);
          }
        }
        default -> throw new AssertionError("told " + frame);
      }
    }
    if (mirrors.values().stream().anyMatch(mirror -> mirror.lacking && !mirror.asked)) {
      mirrors.values().forEach(mirror -> mirror.asked |= mirror.lacking);
      cut();
    }
    return heard.size() > before;
  }

  private void told(ServerFrame.Event frame) {
    String id = frame.conversationId();
    TinyMirror known = mirrors.get(id);
    if (known == null && !followed.contains(id)) {
      missed();
    } else if (known != null && !(asked.containsKey(id) && known.lacksSome(frame))) {
      known.apply(frame);
    }
  }

  private void told(ServerFrame.State frame) {
    String id = frame.state().conversationId();
    if (!hearing.contains(id)) {
      typing.remove(id);
    }
    if (frame.id() != null && frame.id().equals(asked.get(id))) {
      hearing.add(id);
    }
    if (!followed.contains(id) && !inbox) {
      return;
    }
    total(frame.inboxTotal());
    if (!put(frame.state())) {
      if (frame.id() == null || frame.id().equals(asked.get(id))) {
        throw new AssertionError("on top of nothing: " + frame);
      }
      if (!followed.contains(id)) {
        missed();
      }
    }
    asked.remove(id, frame.id());
  }

  private void told(ServerFrame.Inbox frame) {
    if (askedInbox == null || askedInbox != frame.id()) {
      return;
    }
    askedInbox = null;
    for (ConversationState state : frame.states()) {
      named.add(state.conversationId());
      if (!followed.contains(state.conversationId())) {
        put(state);
      }
    }
    frame.gone().stream().filter(id -> !followed.contains(id)).forEach(mirrors::remove);
    inboxFrom = frame.from();
    for (int i = 0; i < askedFiltered.size(); i++) {
      Bound from = frame.filtered().get(i);
      filtered.computeIfPresent(askedFiltered.get(i), (filter, before) -> Optional.of(from));
    }
    total = frame.total();
    doubt |= !told && !named.containsAll(without(mirrors.keySet(), followed));
    told = true;
    if (doubt) {
      followInbox(0);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private boolean put(ConversationState state) {
    TinyMirror known = mirrors.get(state.conversationId());
    if (state.fresh()) {
      mirrors.put(state.conversationId(), new TinyMirror(user, state));
    } else if (known != null) {
      known.apply(state);
    }
    return state.fresh() || known != null;
  }

  private void total(@Nullable Integer told) {
    if (told != null && inbox) {
      total = told;
    }
  }

  private Follower connect() {
    Follower follower =
        new Follower(
            world.hub,
            new TopicId(world.app().key(), user),
            frames,
            reads,
            new FollowLimits(1000, 1000, 1000));
    follower.appear();
    return follower;
  }
}
