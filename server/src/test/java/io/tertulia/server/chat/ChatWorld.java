package io.tertulia.server.chat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.server.db.Database;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.delivery.Follower;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.files.Depot;
import io.tertulia.server.files.FileLimits;
import io.tertulia.server.files.FileSettings;
import io.tertulia.server.files.FolderVault;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.media.MediaFacts;
import io.tertulia.server.webhooks.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A door of its own on a store of its own, with a clock that stands still.
final class ChatWorld implements AutoCloseable {
  final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  final Database database;
  final AtomicLong nanos = new AtomicLong();
  final Hub hub = new Hub(nanos::get);
  final Depot files;
  final Chat chat;
  private final Apps apps;
  private App app;

  ChatWorld(Path folder) throws SQLException {
    this(folder, ChatLimits.DEFAULT);
  }

  ChatWorld(Path folder, ChatLimits limits) throws SQLException {
    this(folder, limits, SearchLimits.DEFAULT);
  }

  ChatWorld(Path folder, ChatLimits limits, SearchLimits searches) throws SQLException {
    database = Database.open(folder.resolve("test.db"), 2, 1000);
    apps = new Apps(database, InstantSource.system(), RandomGenerator.getDefault());
    app =
        apps.isEmpty() ? apps.create("test", AppSettings.DEFAULT).app() : apps.find("test").join();
    InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    files = open(folder, clock);
    chat =
        new Chat(
            database,
            hub,
            files.uses(),
            new Outbox(clock, RandomGenerator.getDefault(), app -> {}),
            FileBlock::url,
            limits,
            searches,
            clock,
            nanos::get,
            RandomGenerator.getDefault(),
            10_000,
            100);
  }

  private Depot open(Path folder, InstantSource clock) throws SQLException {
    try {
      return Depot.open(
          database,
          clock,
          RandomGenerator.getDefault(),
          FileLimits.DEFAULT,
          FileSettings.DEFAULT,
          folder.resolve("uploads"),
          FolderVault.open(folder.resolve("files")),
          file -> MediaFacts.UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void settings(AppSettings changed) {
    app = chat.configure(apps, app, before -> changed).join();
  }

  App app() {
    return app;
  }

  Actor.UserActor as(String userId) {
    return new Actor.UserActor(app(), userId);
  }

  Actor.AppActor asApp() {
    return new Actor.AppActor(app());
  }

  Done submit(Actor actor, Command command) {
    return unwrapped(() -> chat.submit(actor, command).join());
  }

  Found ask(Actor actor, Query query) {
    return unwrapped(() -> chat.ask(actor, query).join());
  }

  void people(String... ids) {
    for (String id : ids) {
      submit(as(id), new Command.SetUser(id, UserPatch.ofName(id), Mode.UPSERT));
    }
  }

  void join(String user, String conversation) {
    submit(
        as(user),
        new Command.SetConversation(
            conversation, ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of(), Mode.CREATE));
  }

  Done send(String user, String conversation, String text) {
    return submit(
        as(user),
        new Command.SendMessage(conversation, null, null, new Content.Text(text), Map.of(), null));
  }

  Done reply(String user, String conversation, String text, String to) {
    return submit(
        as(user),
        new Command.SendMessage(conversation, null, null, new Content.Text(text), Map.of(), to));
  }

  void edit(String user, String conversation, String message, String text) {
    submit(
        as(user),
        new Command.EditMessage(conversation, message, new Content.Text(text), MapPatch.KEEP));
  }

  Frames follower(String user) {
    return follower(user, chat.reads(as(user)));
  }

  Frames follower(String user, Reads reads) {
    Frames frames = new Frames(user);
    frames.follower =
        new Follower(
            hub, new TopicId(app().key(), user), frames, reads, new FollowLimits(1000, 1000, 1000));
    frames.follower.appear();
    return frames;
  }

  @Override
  public void close() {
    chat.close();
    files.close();
    database.close();
  }

  private static <T> T unwrapped(java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }
}
