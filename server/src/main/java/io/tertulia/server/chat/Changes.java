package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.db.Batch;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import io.tertulia.server.identity.StoredSettings;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.webhooks.Outbox;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the commands of one commit change: conversations and users, each told once. Owned by the
/// committing thread.
final class Changes implements Batch {
  private final Sql sql;
  private final Hub hub;
  private final ChatLimits limits;
  private final LateReaders late;
  private final Journal journal = new Journal();
  private final Map<Long, Touched> touched = new LinkedHashMap<>();
  private final Map<TopicId, Touched> byTopic = new HashMap<>();
  private final Map<TopicId, UserRow> users = new HashMap<>();
  private final Map<Long, UserRow> usersByKey = new HashMap<>();
  private final Map<TopicId, UserRow> changedUsers = new LinkedHashMap<>();
  private final Map<TopicId, String> rolesBefore = new HashMap<>();
  private final Map<Long, AppSettings> settings = new HashMap<>();
  private final Map<Long, Runnable> configured = new LinkedHashMap<>();
  private final Set<Long> seenAnew = new LinkedHashSet<>();
  private final List<TopicId> dismissed = new ArrayList<>();
  private final Set<Long> provenAnew = new LinkedHashSet<>();
  private final Set<TopicId> ended = new LinkedHashSet<>();
  private final Map<TopicId, Long> goneUsers = new LinkedHashMap<>();
  private final Set<Long> closed = new LinkedHashSet<>();
  private final StoredSettings stored;
  private final FileUses files;
  private final Happenings happenings;
  private boolean released;

  Changes(
      Sql sql,
      Hub hub,
      FileUses files,
      ChatLimits limits,
      StoredSettings stored,
      LateReaders late,
      Outbox outbox,
      Shapes events) {
    this.sql = sql;
    this.happenings = new Happenings(sql, journal, limits, outbox, events);
    this.hub = hub;
    this.files = files;
    this.limits = limits;
    this.late = late;
    this.stored = stored;
  }

  /// An app's settings as they are after the commands before.
  AppSettings settings(long app) throws SQLException {
    AppSettings known = settings.get(app);
    if (known == null) {
      known = stored.of(sql, app);
      settings.put(app, known);
    }
    return known;
  }

  /// Notes that an app's settings were changed.
  ///
  /// @param then is run after the commit, before anybody hears of it
  void configured(AppSettings before, App after, Runnable then) {
    AppSettings now = after.settings();
    journal.put(settings, after.key(), now);
    journal.put(configured, after.key(), then);
    if (!before.seesLike(now) || !before.admitsLike(now)) {
      journal.add(seenAnew, after.key());
    }
  }

  /// A conversation as it is after the commands before; empty when there is none.
  Optional<Touched> conversation(long app, String id) throws SQLException {
    TopicId topic = new TopicId(app, id);
    Touched known = byTopic.get(topic);
    if (known != null) {
      return Optional.of(known);
    }
    return ConversationRows.find(sql, app, id).map(row -> touch(topic, row, false));
  }

  /// Creates a conversation that is not there.
  Touched create(long app, String id, long createdAt) throws SQLException {
    return touch(new TopicId(app, id), ConversationRows.insert(sql, app, id, createdAt), true);
  }

  /// What the app's own server wants to know.
  Happenings happenings() {
    return happenings;
  }

  /// Notes which files a message names now.
  ///
  /// @param before what it said until now
  void named(MessageRow message, List<ContentBlock> before) throws SQLException {
    List<FileToken> now = tokens(message.content());
    List<FileToken> then = tokens(before);
    if (!now.equals(then)) {
      files.name(sql, message.conversation(), message.createdAt(), now);
      released |= !then.isEmpty();
    }
  }

  /// Deletes a conversation with all that belongs to it. Nobody finds it any more; the messages of
  /// a long one go later, so that nobody's message waits for them.
  ///
  /// @param now milliseconds since 1970
  void delete(Touched conversation, long now) throws SQLException {
    long key = conversation.row().key();
    List<ParticipantRow> participants = ParticipantRows.all(sql, key);
    happenings.deleting(conversation);
    conversation.nextVersion();
    conversation.delete(
        participants.stream()
            .map(participant -> participant.fact().userId())
            .collect(Collectors.toSet()));
    if (ConversationRows.isLong(sql, key)) {
      ConversationRows.deleteLater(sql, key);
      Erasure.ofConversation(sql, key, now);
    } else {
      TextIndex.removeAll(sql, key);
      ConversationRows.delete(sql, key);
    }
    files.forget(sql, key);
    released = true;
    journal.remove(byTopic, conversation.topic());
  }

  /// A user as he is after the commands before; empty when there is none.
  Optional<UserRow> user(long app, String id) throws SQLException {
    TopicId topic = new TopicId(app, id);
    UserRow known = users.get(topic);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<UserRow> found = UserRows.find(sql, app, id);
    found.ifPresent(row -> know(topic, row));
    return found;
  }

  /// Notes that a user was created or changed.
  void changed(long app, UserRow row) {
    TopicId topic = new TopicId(app, row.fact().id());
    if (!rolesBefore.containsKey(topic)) {
      UserRow before = users.get(topic);
      journal.put(rolesBefore, topic, before == null ? Role.DEFAULT_NAME : before.fact().role());
    }
    know(topic, row);
    journal.put(changedUsers, topic, row);
  }

  /// Notes that a user is being erased: nobody finds it any more, and its connections end.
  ///
  /// @param row what those see of it who see what names it
  void erasing(long app, UserRow row) {
    TopicId topic = new TopicId(app, row.fact().id());
    changed(app, row);
    journal.remove(users, topic);
    journal.add(ended, topic);
  }

  /// Notes that a user is gone.
  ///
  /// @param below what is known of it in older versions is over
  void erased(long app, String id, long below) {
    TopicId topic = new TopicId(app, id);
    journal.remove(users, topic);
    journal.remove(changedUsers, topic);
    journal.put(goneUsers, topic, below);
  }

  /// Notes that messages may name fewer files now.
  void releasedFiles() {
    released = true;
  }

  /// Notes that an app is gone.
  ///
  /// @param then is run after the commit, before anybody hears of it
  void closed(long app, Runnable then) {
    journal.add(closed, app);
    journal.put(configured, app, then);
  }

  /// Notes that connections of an app are to prove anew who they are.
  ///
  /// @param then is run after the commit, before anybody hears of it
  void proveAnew(long app, Runnable then) {
    journal.put(configured, app, then);
    journal.add(provenAnew, app);
  }

  @Override
  public void mark() {
    journal.mark();
  }

  @Override
  public void forget() {
    journal.takeBack();
  }

  @Override
  public void flush() throws SQLException {
    journal.mark();
    for (Map.Entry<TopicId, UserRow> user : changedUsers.entrySet()) {
      AppSettings current = settings(user.getKey().app());
      String before = rolesBefore.getOrDefault(user.getKey(), Role.DEFAULT_NAME);
      if (!current.role(before).seesLike(current.role(user.getValue().fact().role()))) {
        dismissed.add(user.getKey());
      }
    }
    for (Touched conversation : touched.values()) {
      conversation.flush(sql, this::user);
    }
    happenings.flush();
  }

  /// First of all, whoever is to see texts in another way hears nothing more.
  @Override
  public void committed() {
    configured.values().forEach(Runnable::run);
    closed.forEach(app -> hub.dismiss(app, ErrorCode.UNKNOWN_APP, "the app was deleted"));
    ended.forEach(user -> hub.dismiss(user, ErrorCode.SESSION_CLOSED, "the user was erased"));
    seenAnew.forEach(app -> hub.dismiss(app, "the app's settings changed (come back)"));
    provenAnew.forEach(app -> hub.dismiss(app, "a key of the app is over (come back)"));
    dismissed.forEach(user -> hub.dismiss(user, "the user's role changed (come back)"));
    changedUsers.forEach((topic, row) ->
        hub.announceUser(topic, Payload.of(new ServerFrame.Users(null, List.of(row.fact())))));
    touched.values().forEach(conversation -> conversation.announce(hub));
    goneUsers.forEach((topic, below) ->
        hub.announceUser(
            topic, Payload.of(new ServerFrame.Users(null, List.of(), Map.of(topic.id(), below)))));
    happenings.committed();
    if (released) {
      files.released();
    }
  }

  private void know(TopicId topic, UserRow row) {
    journal.put(users, topic, row);
    journal.put(usersByKey, row.key(), row);
  }

  /// The user of a key, also one that is being erased.
  private UserFact user(long key) throws SQLException {
    UserRow known = usersByKey.get(key);
    return (known == null ? UserRows.get(sql, key) : known).fact();
  }

  private static List<FileToken> tokens(List<ContentBlock> content) {
    return content.stream()
        .filter(FileBlock.class::isInstance)
        .map(block -> ((FileBlock) block).token())
        .toList();
  }

  private Touched touch(TopicId topic, ConversationRow row, boolean created) {
    Touched conversation = new Touched(topic, row, created, journal, limits, late, happenings);
    journal.put(touched, row.key(), conversation);
    journal.put(byTopic, topic, conversation);
    return conversation;
  }
}
