package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.ME;

import io.tertulia.client.mirror.Facts;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.Known;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a server does, in the simplest way that keeps its promises; where it may choose, chance
/// does. Answers wait in [#out], so that a test can deliver them late, or never.
final class ModelServer {
  private static final int BUDGET = 12;

  final Map<String, UserFact> users = new HashMap<>();
  final Map<String, Room> rooms = new TreeMap<>();
  final Map<String, Set<String>> typists = new HashMap<>();
  final Set<String> online = new HashSet<>();
  final Deque<ServerFrame> out = new ArrayDeque<>();
  private final Random random;
  final ModelReactions reactions;

  /// How texts of others are seen; null as they were written. Changes between two lines only.
  @Nullable String view;

  private final Map<String, String> sent = new HashMap<>();

  /// What the line's client follows, and the rooms that it knows as they are.
  private final Set<String> followed = new HashSet<>();

  private final Set<String> told = new HashSet<>();
  private final Set<String> people = new HashSet<>();

  /// Of which rooms it wants to hear who types, and of whom whether they are online.
  private final Set<String> typingWanted = new HashSet<>();

  private final Set<String> typingTold = new HashSet<>();

  private final Set<String> onlineWanted = new HashSet<>();
  private @Nullable Bound inboxFrom;
  private long clock = 1_000;
  private int messages;

  ModelServer(Random random) {
    this.random = random;
    this.reactions = new ModelReactions(this, random);
  }

  void lineDown() {
    out.clear();
    followed.clear();
    told.clear();
    people.clear();
    typingWanted.clear();
    onlineWanted.clear();
    inboxFrom = null;
  }

  void type(Room room, String user, boolean types) {
    Set<String> here = typists.computeIfAbsent(room.id, id -> new LinkedHashSet<>());
    boolean changed = types ? room.participant(user) != null && here.add(user) : here.remove(user);
    if (changed) {
      tellTyping(room);
    }
  }

  void online(String user, boolean now) {
    if (now ? online.add(user) : online.remove(user)) {
      if (onlineWanted.contains(user)) {
        out.add(new ServerFrame.Online(null, Map.of(user, now)));
      }
    }
  }

  private void tellTyping(Room room) {
    if (told.contains(room.id) && typingWanted.contains(room.id)) {
      List<String> ids = List.copyOf(typists.getOrDefault(room.id, Set.of()));
      typingTold.add(room.id);
      out.add(new ServerFrame.Typing(room.id, ids, false, ids.stream().map(users::get).toList()));
    }
  }

  private void tellState(Room room, ServerFrame.State state) {
    told.add(room.id);
    out.add(state);
    typingTold.retainAll(typingWanted);
    if (!typists.getOrDefault(room.id, Set.of()).isEmpty() || typingTold.contains(room.id)) {
      tellTyping(room);
    }
  }

  void user(UserFact user) {
    users.put(user.id(), user);
    if (people.contains(user.id())) {
      out.add(new ServerFrame.Users(null, List.of(user)));
    }
  }

  long tick() {
    return clock += 10;
  }

  /// Carries out a change that puts facts of the room's next version and removes others.
  void commit(Room room, List<Fact> put, List<Gone> gone) {
    boolean wasMine = room.mine();
    MessageFact last = room.messages.isEmpty() ? null : room.messages.firstEntry().getValue();
    room.version++;
    gone.forEach(room::remove);
    Set<Fact> all = new LinkedHashSet<>();
    for (Fact fact : put) {
      if (fact instanceof MessageFact message) {
        room.put(message);
        room.withAnswered(all, message);
      } else if (fact instanceof ParticipantFact participant) {
        room.put(participant);
        all.add(participant);
      } else if (fact instanceof ReactionFact reaction) {
        room.put(reaction);
        all.add(reaction);
      } else {
        all.add(fact);
      }
    }
    if (last != null && !room.messages.containsKey(Room.place(last)) && !room.messages.isEmpty()) {
      room.withAnswered(all, room.messages.firstEntry().getValue());
    }
    if (room.count()) {
      all.add(room.tally);
    }
    reactions.reveal(room, put, all);
    announce(room, wasMine, all, gone);
    for (Gone end : gone) {
      if (end instanceof Gone.ParticipantGone left) {
        type(room, left.userId(), false);
      }
    }
  }

  void send(Room room, @Nullable String sender, @Nullable String answers, String text) {
    long at = tick();
    var fact = Facts.message(0, room.version + 1, sender, answers, text);
    String id = "m" + ++messages;
    commit(
        room,
        List.of(
            new MessageFact(
                id,
                fact.version(),
                fact.type(),
                sender,
                at,
                null,
                fact.origin(),
                answers,
                fact.custom(),
                fact.content(),
                List.of())),
        List.of());
    sent.put(text, id);
    if (sender != null) {
      type(room, sender, false);
    }
  }

  void mark(Room room, boolean unread) {
    room.markVersion++;
    room.markedUnread = unread;
    if (!unread) {
      room.readUntil = clock;
    }
    if (told.contains(room.id)) {
      out.add(new ServerFrame.Marked(room.id, room.position(), room.mark()));
    } else if (room.mine() && inboxFrom != null) {
      tellState(room, new ServerFrame.State(null, fresh(room, null, null), total()));
    }
  }

  void hear(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Hello f -> out.add(new ServerFrame.Welcome(0, null, view));
      case ClientFrame.Do f -> carryOut(f);
      case ClientFrame.FollowConversation f -> {
        if (random.nextInt(20) == 0) {
          typingWanted.remove(f.conversationId());
          out.add(new ServerFrame.Refused(f.id(), ErrorCode.UNAVAILABLE, "busy"));
        } else {
          follow(f);
        }
      }
      case ClientFrame.FollowInbox f -> inbox(f);
      case ClientFrame.FollowUsers f -> {
        people.addAll(f.versions().keySet());
        out.add(
            new ServerFrame.Users(
                f.id(),
                f.versions().entrySet().stream()
                    .filter(e -> users.containsKey(e.getKey()))
                    .map(e -> users.get(e.getKey()))
                    .filter(user -> user.version() > f.versions().get(user.id()))
                    .toList()));
      }
      case ClientFrame.FollowOnline f -> {
        onlineWanted.addAll(f.users());
        Map<String, Boolean> all = new HashMap<>();
        f.users().forEach(id -> all.put(id, online.contains(id)));
        out.add(new ServerFrame.Online(f.id(), all));
      }
      case ClientFrame.Unfollow f -> {
        f.conversations().forEach(followed::remove);
        f.conversations().forEach(typingWanted::remove);
        f.online().forEach(onlineWanted::remove);
        f.users().forEach(people::remove);
        if (f.inbox()) {
          inboxFrom = null;
        }
        told.removeIf(id -> !followed.contains(id) && !listed(rooms.get(id)));
      }
      default -> throw new AssertionError(frame);
    }
  }

  private void carryOut(ClientFrame.Do frame) {
    switch (frame.command()) {
      case Command.AddReaction c ->
          carryOut(frame.id(), c.conversationId(), c.messageId(), c.emoji(), true);
      case Command.RemoveReaction c ->
          carryOut(frame.id(), c.conversationId(), c.messageId(), c.emoji(), false);
      case Command.SendMessage c -> carryOut(frame, c);
      default -> throw new AssertionError(frame);
    }
  }

  private void carryOut(long id, String roomId, String messageId, String emoji, boolean add) {
    Room room = rooms.get(roomId);
    MessageFact message = room.byId.get(messageId);
    if (!room.mine() || message == null) {
      out.add(new ServerFrame.Refused(id, ErrorCode.NOT_FOUND, "no"));
    } else {
      reactions.react(room, message, ME, emoji, add);
      out.add(new ServerFrame.Done(id, null, null));
    }
  }

  private void carryOut(ClientFrame.Do frame, Command.SendMessage command) {
    String text = ((Content.Text) command.content()).text();
    Room room = rooms.get(command.conversationId());
    if (!sent.containsKey(text)) {
      if (!room.mine()) {
        out.add(new ServerFrame.Refused(frame.id(), ErrorCode.NOT_PARTICIPANT, "no"));
        return;
      }
      send(room, ME, command.referencedMessageId(), text);
      mark(room, false);
    }
    out.add(new ServerFrame.Done(frame.id(), sent.get(text), clock));
  }

  private void announce(Room room, boolean wasMine, Set<Fact> put, List<Gone> gone) {
    if (!wasMine && !room.mine()) {
      return;
    }
    if (!wasMine) {
      if (followed.contains(room.id) || inboxFrom != null) {
        tellState(room, new ServerFrame.State(null, fresh(room, null, null), total()));
      }
    } else if (told.contains(room.id)) {
      out.add(new ServerFrame.Event(room.id, room.position(), withPeople(put), gone));
      if (!room.mine()) {
        told.remove(room.id);
        out.add(new ServerFrame.Outside(null, room.id, total()));
      }
    } else if (room.mine() && inboxFrom != null) {
      tellState(room, new ServerFrame.State(null, fresh(room, null, null), total()));
    } else if (!room.mine() && inboxFrom != null) {
      out.add(new ServerFrame.Outside(null, room.id, total()));
    }
  }

  private boolean listed(Room room) {
    return inboxFrom != null && room.mine() && inboxFrom.holds(room.activity().at(), room.id);
  }

  private @Nullable Integer total() {
    return inboxFrom == null ? null : (int) rooms.values().stream().filter(Room::mine).count();
  }

  private void follow(ClientFrame.FollowConversation f) {
    Room room = rooms.get(f.conversationId());
    followed.add(f.conversationId());
    if (f.typing()) {
      typingWanted.add(room.id);
    } else {
      typingWanted.remove(room.id);
    }
    if (!room.mine()) {
      told.remove(room.id);
      out.add(new ServerFrame.Outside(f.id(), room.id, total()));
      return;
    }
    Have have = f.have();
    Bound hadMessages = have == null ? null : have.messagesFrom();
    Bound hadParticipants = have == null ? null : have.participantsFrom();
    boolean sameEpoch = have != null && have.position().epoch() == room.epoch;
    boolean fresh = !sameEpoch || random.nextInt(4) == 0;
    boolean cut = fresh && random.nextBoolean();
    Bound messagesFrom =
        further(room.messages, cut ? null : hadMessages, f.moreMessages(), cut ? 5 : 0);
    Bound participantsFrom =
        further(room.participants, cut ? null : hadParticipants, f.moreParticipants(), 0);
    ConversationState state =
        fresh
            ? fresh(room, messagesFrom, participantsFrom)
            : onTop(room, have, messagesFrom, participantsFrom);
    List<Fact> put = new ArrayList<>(state.put());
    for (String name : f.participants()) {
      ParticipantFact named = room.participant(name);
      if (named != null) {
        put.add(named);
        put.add(users.get(name));
      }
    }
    List<Reactors> reactors = reactions.told(room, f.reactors(), put);
    tellState(
        room,
        new ServerFrame.State(
            f.id(),
            new ConversationState(
                room.id,
                room.position(),
                fresh,
                put,
                state.gone(),
                state.mark(),
                messagesFrom,
                participantsFrom,
                reactors),
            total()));
  }

  /// The bound that lies so many items below another, or fewer: at least one, at most the budget.
  private @Nullable Bound further(
      NavigableMap<Bound, ?> items, @Nullable Bound had, int more, int atLeast) {
    int wanted = Math.max(more, atLeast);
    if (wanted == 0) {
      return had;
    }
    NavigableMap<Bound, ?> below = had == null ? items : items.tailMap(had, false);
    int given = Math.min(wanted, 1 + random.nextInt(BUDGET));
    return below.size() <= given
        ? Bound.EVERYTHING
        : below.keySet().stream().skip(given - 1).findFirst().orElseThrow();
  }

  ConversationState fresh(
      Room room, @Nullable Bound messagesFrom, @Nullable Bound participantsFrom) {
    return new ConversationState(
        room.id,
        room.position(),
        true,
        withPeople(ModelReactions.withOwn(room, room.all(messagesFrom, participantsFrom))),
        List.of(),
        room.mark(),
        messagesFrom,
        participantsFrom);
  }

  /// What changed since a position, and what lies below the bounds of then.
  private ConversationState onTop(
      Room room, Have have, @Nullable Bound messagesFrom, @Nullable Bound participantsFrom) {
    long since = have.position().version();
    Set<Fact> had = room.all(have.messagesFrom(), have.participantsFrom());
    Set<Fact> put = new LinkedHashSet<>();
    for (Fact fact : room.all(messagesFrom, participantsFrom)) {
      if (fact.version() > since || !had.contains(fact)) {
        put.add(fact);
        if (fact instanceof MessageFact message) {
          room.withAnswered(put, message);
        }
      }
    }
    if (!room.messages.isEmpty()) {
      room.withAnswered(put, room.messages.firstEntry().getValue());
    }
    room.participants.values().stream().filter(p -> p.version() > since).forEach(put::add);
    List<Gone> gone =
        room.tombstones.tailMap(since, false).values().stream()
            .flatMap(List::stream)
            .filter(
                g -> !(g instanceof Gone.ParticipantGone p) || room.participant(p.userId()) == null)
            .toList();
    return new ConversationState(
        room.id,
        room.position(),
        false,
        withPeople(ModelReactions.withOwn(room, put)),
        gone,
        room.mark(),
        messagesFrom,
        participantsFrom);
  }

  private void inbox(ClientFrame.FollowInbox f) {
    TreeMap<Bound, Room> list = new TreeMap<>();
    rooms.values().stream().filter(Room::mine).forEach(room -> list.put(room.activity(), room));
    Bound from = further(list, f.from(), f.more(), 0);
    inboxFrom = from == null ? Bound.NOTHING : from;
    List<Bound> filtered = new ArrayList<>();
    Set<Room> matching = new HashSet<>();
    for (ClientFrame.Filtered wanted : f.filtered()) {
      TreeMap<Bound, Room> rooms = new TreeMap<>(list);
      rooms.values().removeIf(room -> !wanted.filter().matches(room.traits()));
      Bound end = further(rooms, wanted.from(), wanted.more(), 0);
      Bound bound = end == null ? Bound.NOTHING : end;
      matching.addAll(rooms.headMap(bound, true).values());
      filtered.add(rooms.tailMap(bound, false).isEmpty() ? Bound.EVERYTHING : bound);
    }
    List<ConversationState> states = new ArrayList<>();
    for (Room room : list.values()) {
      Known known = f.known().get(room.id);
      boolean current =
          known != null
              && known.position().equals(room.position())
              && known.markVersion() == room.markVersion;
      if (!followed.contains(room.id)
          && (known != null || listed(room) || matching.contains(room))) {
        told.add(room.id);
        if (!current) {
          boolean sameEpoch = known != null && known.position().epoch() == room.epoch;
          states.add(
              sameEpoch && random.nextBoolean()
                  ? onTop(room, new Have(known.position(), null, null), null, null)
                  : fresh(room, null, null));
        }
      }
    }
    List<String> gone = f.known().keySet().stream().filter(id -> !rooms.get(id).mine()).toList();
    out.add(new ServerFrame.Inbox(f.id(), inboxFrom, list.size(), states, gone, filtered));
  }

  /// Every other text of somebody else is hidden, under each view by other words.
  private Fact shown(Fact fact) {
    return view != null
            && fact instanceof MessageFact message
            && !ME.equals(message.senderId())
            && message.createdAt() % 20 == 0
        ? message.withContent(List.of(TextBlock.of(new Text("hidden: " + view))))
        : fact;
  }

  List<Fact> withPeople(Set<Fact> facts) {
    Set<String> named = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (fact instanceof MessageFact m && m.senderId() != null) {
        named.add(m.senderId());
      } else if (fact instanceof ParticipantFact p) {
        named.add(p.userId());
      } else if (fact instanceof ReactionFact r) {
        named.add(r.userId());
      }
    }
    List<Fact> all = new ArrayList<>(facts.stream().map(this::shown).toList());
    all.addAll(named.stream().map(users::get).collect(Collectors.toList()));
    return all;
  }
}
