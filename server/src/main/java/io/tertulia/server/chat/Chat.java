package io.tertulia.server.chat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.GroupCommit;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.StoredSettings;
import io.tertulia.server.record.FileUrls;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.webhooks.Outbox;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The one door: REST, WebSocket and command line all come through here. Safe for use by any
/// thread; never blocks.
public final class Chat implements AutoCloseable {
  private final Database database;
  private final Hub hub;
  private final ChatLimits limits;
  private final SearchLimits searches;
  private final Checks checks;
  private final GroupCommit<Changes> commits;
  private final UserCommands users;
  private final ConversationCommands conversations;
  private final ParticipantCommands participants;
  private final MessageCommands messages;
  private final ReactionCommands reactions;
  private final HistoryImport history;
  private final MessageImport imports;
  private final Queries queries;
  private final Failures failures;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final StoredSettings settings = new StoredSettings();
  private final LateReaders late;
  private final Erasures erasures;
  private final Archives archives;

  /// @param outbox where what happens is put for an app's own server
  /// @param urls where files are found from outside
  /// @param nanos a time that never jumps, such as [System#nanoTime]
  /// @param maxWaiting how many commands may wait for a commit; one more is refused as
  ///   `UNAVAILABLE`
  /// @param maxUnits how many commands one commit takes
  public Chat(
      Database database,
      Hub hub,
      FileUses files,
      Outbox outbox,
      FileUrls urls,
      ChatLimits limits,
      SearchLimits searches,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator chance,
      int maxWaiting,
      int maxUnits) {
    this.database = database;
    this.hub = hub;
    this.limits = limits;
    this.searches = searches;
    this.checks = new Checks(limits);
    this.failures = new Failures(chance);
    this.clock = clock;
    this.chance = chance;
    this.late = new LateReaders(nanos);
    Membership membership = new Membership(checks);
    this.users = new UserCommands(checks, clock);
    this.conversations = new ConversationCommands(checks, membership, clock);
    this.participants = new ParticipantCommands(membership, clock);
    this.messages = new MessageCommands(checks, membership, files, clock, chance);
    this.reactions = new ReactionCommands(checks, clock);
    this.imports = new MessageImport(checks, membership, files, clock, chance);
    this.history = new HistoryImport(checks, membership, users, clock);
    this.queries = new Queries(limits, checks, settings, new Searches(limits, searches, settings));
    Shapes events = Shapes.ofEvents(urls);
    this.commits =
        new GroupCommit<>(
            "tertulia-writer",
            database,
            sql -> new Changes(sql, hub, files, limits, settings, late, outbox, events),
            maxWaiting,
            maxUnits);
    this.erasures =
        new Erasures(
            database,
            commits,
            new UserErasure(membership, files, clock),
            new AppErasure(files, outbox, clock),
            files,
            outbox,
            failures,
            nanos);
    Arrival arrival = new Arrival(checks, users, new ArrivedMessages(checks, files, clock), clock);
    this.archives = new Archives(database, commits, arrival, failures::refused);
  }

  /// Where whole apps come and go.
  public Archives archives() {
    return archives;
  }

  /// Carries out a command. The future completes when it is on disk and announced, on the
  /// committing thread: what follows must be short and must not wait.
  ///
  /// It fails with a [Refusal]: an expected no, `UNAVAILABLE` when the store cannot write now, or
  /// `INTERNAL` for a mistake of ours, which is logged with the incident id that its message names.
  /// What was refused changed nothing.
  public CompletableFuture<Done> submit(Actor actor, Command command) {
    return commits
        .submit((sql, changes) -> carryOut(sql, changes, actor, command))
        .exceptionallyCompose(failures::refused);
  }

  /// Carries out commands in their order: all of them in one commit, or none. Answers and fails
  /// like [#submit], with a [RefusedCommands] that names every one that was refused. How many there
  /// may be is the caller's to limit.
  public CompletableFuture<List<Done>> submitAll(Actor actor, List<? extends Command> commands) {
    List<Command> all = List.copyOf(commands);
    return commits
        .submit((sql, changes) -> carryOut(sql, changes, actor, all))
        .exceptionallyCompose(failures::refused);
  }

  /// Carries out what only the app may do. Like [#submit(Actor, Command)] otherwise.
  public <T> CompletableFuture<T> submit(Actor.AppActor actor, AppCommand<T> command) {
    return commits
        .submit(
            (sql, changes) -> command.carryOut(new AppWrites(sql, changes, actor, clock, chance)))
        .exceptionallyCompose(failures::refused);
  }

  /// Answers a query, on a reader's thread: what follows must be short. Sees every command that was
  /// answered before. Fails like [#submit].
  public CompletableFuture<Found> ask(Actor actor, Query query) {
    return database
        .read(sql -> queries.answer(sql, actor, query))
        .exceptionallyCompose(failures::refused);
  }

  /// Answers what only the app may ask. Like [#ask(Actor, Query)] otherwise.
  public <T> CompletableFuture<T> ask(Actor.AppActor actor, AppQuery<T> query) {
    return database
        .read(sql ->
            query.answer(new AppReads(sql, actor.app().key(), limits, searches, checks, hub)))
        .exceptionallyCompose(failures::refused);
  }

  /// Completes when an actor may upload files of that kind now, and fails with a [Refusal] as
  /// `PERMISSION_DENIED` when not; on a reader's thread: what follows must be short. Whether the
  /// file may be sent is looked at again when it is.
  public CompletableFuture<Done> mayUpload(Actor actor, FileKind kind) {
    return database
        .read(sql -> {
          Permissions.of(sql, settings, actor).mayUpload(kind);
          return Done.NOTHING;
        })
        .exceptionallyCompose(failures::refused);
  }

  /// Changes an app's settings. What is decided or told after this future is complete follows the
  /// new ones: commands by the settings in their own transaction, and whoever is to see texts in
  /// another way, or has to prove who he is now, is sent away to come back. Fails like [#submit].
  ///
  /// @param change is called on the committing thread; may throw a [Refusal]
  public CompletableFuture<App> configure(Apps apps, App app, UnaryOperator<AppSettings> change) {
    return commits
        .submit((sql, changes) -> {
          AppSettings before = changes.settings(app.key());
          App changed = Apps.change(sql, app, change);
          checks.custom(changed.settings().custom());
          changes.configured(before, changed, () -> apps.forget(app.id()));
          return changed;
        })
        .exceptionallyCompose(failures::refused);
  }

  /// Takes a secret key of an app out of use. When this future is complete, what the key signed is
  /// refused, and whoever is connected was sent away to prove anew who he is. Fails like [#submit].
  public CompletableFuture<Done> removeKey(Apps apps, App app, String keyId) {
    return commits
        .submit((sql, changes) -> {
          Apps.removeKey(sql, app, keyId);
          changes.proveAnew(app.key(), () -> apps.forget(app.id()));
          return Done.NOTHING;
        })
        .exceptionallyCompose(failures::refused);
  }

  /// How people, and whole apps, are erased.
  public Erasures erasures() {
    return erasures;
  }

  /// How a user's followers read state.
  public Reads reads(Actor.UserActor actor) {
    return new StateReads(database, limits, searches, checks, settings, actor);
  }

  /// Does what is due by now. Called by one thread, a few times a second.
  public void tick() {
    late.takeDue().forEach(this::settle);
    erasures.tick();
  }

  /// How many commands wait for a commit.
  public int backlog() {
    return commits.backlog();
  }

  /// Refuses new commands and returns when those that were accepted are on disk and answered.
  @Override
  public void close() {
    erasures.close();
    late.takeAll().forEach(this::settle);
    commits.close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A failure is tried again.
  private void settle(LateReaders.Wait wait) {
    TopicId conversation = wait.conversation();
    commits
        .submit((sql, changes) -> {
          changes
              .conversation(conversation.app(), conversation.id())
              .ifPresent(Touched::settleReaders);
          return Done.NOTHING;
        })
        .whenComplete((done, failure) -> {
          if (failure != null) {
            late.postpone(conversation, wait.participants());
          }
        });
  }

  private Done carryOut(Sql sql, Changes changes, Actor actor, Command command)
      throws SQLException {
    changes.settings(actor.app().key()); // Refuses whoever asks for an app that was deleted.
    return switch (command) {
      case Command.SetUser c -> {
        checks.id("userId", c.userId());
        yield users.set(sql, changes, actor, c);
      }
      case Command.SetConversation c -> {
        checks.id("conversationId", c.conversationId());
        yield conversations.set(sql, changes, actor, c);
      }
      case Command.DeleteConversation c -> conversations.delete(changes, actor, c);
      case Command.SetParticipant c -> participants.set(sql, changes, actor, c);
      case Command.DeleteParticipant c -> participants.delete(sql, changes, actor, c);
      case Command.SendMessage c -> messages.send(sql, changes, actor, c);
      case Command.EditMessage c -> messages.edit(sql, changes, actor, c);
      case Command.DeleteMessage c -> messages.delete(sql, changes, actor, c);
      case Command.AddReaction c -> reactions.add(sql, changes, actor, c);
      case Command.RemoveReaction c -> reactions.remove(sql, changes, actor, c);
      case Command.MarkAsTyping c -> conversations.markAsTyping(sql, changes, actor, c);
      case Command.MarkAsRead c -> conversations.markAsRead(sql, changes, actor, c);
      case Command.MarkAsUnread c -> conversations.markAsUnread(sql, changes, actor, c);
      case Command.ImportHistory c -> history.write(sql, changes, actor, c);
      case Command.ImportMessage c -> imports.write(sql, changes, actor, c);
    };
  }

  /// Goes on behind a refusal, to name all of them; what was done is undone then.
  private List<Done> carryOut(Sql sql, Changes changes, Actor actor, List<Command> commands)
      throws SQLException {
    List<Done> done = new ArrayList<>(commands.size());
    SortedMap<Integer, Refusal> refused = new TreeMap<>();
    for (int i = 0; i < commands.size(); i++) {
      try {
        done.add(carryOut(sql, changes, actor, commands.get(i)));
      } catch (Refusal refusal) {
        refused.put(i, refusal);
      }
    }
    if (!refused.isEmpty()) {
      throw new RefusedCommands(refused);
    }
    return done;
  }
}
