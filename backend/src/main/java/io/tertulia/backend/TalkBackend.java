package io.tertulia.backend;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Json;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An application's own server: speaks for the app, does everything in it.
///
/// ```java
/// try (TalkBackend backend = TalkBackend.of(BackendOptions.builder("demo", secretKey).build())) {
///   backend.user("alice").set(SetUserParams.builder().name("Alice").build());
///   String token = backend.userToken("alice", Duration.ofHours(1));
/// }
/// ```
///
/// One is enough for a process; it holds its connections until it is closed. Safe for use by any
/// thread. Calls wait for their answers and throw [TalkException].
public final class TalkBackend implements AutoCloseable {
  private final BackendOptions options;
  private final Surroundings world;
  private final Tokens tokens;
  private final Line line;
  private final Door door;

  private TalkBackend(BackendOptions options, Surroundings world) {
    this.options = options;
    this.world = world;
    this.tokens = new Tokens(options.appId(), options.secretKey());
    this.line = new Line(options, tokens, world);
    this.door = new Door(line, world.random());
  }

  /// A back end of that app. Nothing is asked yet.
  public static TalkBackend of(BackendOptions options) {
    return of(options, Surroundings.real());
  }

  static TalkBackend of(BackendOptions options, Surroundings world) {
    return new TalkBackend(options, world);
  }

  public String appId() {
    return options.appId();
  }

  /// A token with which a client speaks as this user. Made here, without asking the server; anyone
  /// who has it is that user until it ends.
  ///
  /// @param life hours rather than days, as the SDK asks for another in time
  public String userToken(String userId, Duration life) {
    return tokens.user(
        Arguments.text("user id", userId),
        world.clock().instant().plus(Arguments.positive("life", life)));
  }

  /// The older proof of who a user is, 64 hexadecimal digits, which clients may show instead of a
  /// token. It never ends, and only the end of the secret key takes it back: prefer [#userToken].
  public String userSignature(String userId) {
    return tokens.signature(Arguments.text("user id", userId));
  }

  /// The user of that id.
  ///
  /// @param id must not be empty
  public UserRef user(String id) {
    return new UserRef(door, id);
  }

  /// The conversation of that id.
  ///
  /// @param id must not be empty
  public ConversationRef conversation(String id) {
    return new ConversationRef(door, id);
  }

  /// Creates users, or changes what is given of them, all or none.
  ///
  /// @param users by their ids, at most 100
  /// @throws TalkException whose [TalkException#reasons] say by user what is wrong
  public void setUsers(Map<String, SetUserParams> users) {
    Json.Builder body = Json.object();
    users.forEach((id, params) -> body.put(Arguments.text("user id", id), params.json()));
    door.put(Target.of("users"), body.build());
  }

  /// All users, those created last first.
  ///
  /// @return read page by page as it is used, each page as it is then; for one thread, needs no
  ///   closing
  public Stream<UserSnapshot> users() {
    return door.pages(() -> Target.of("users"), Snapshots::user, UserSnapshot::id);
  }

  /// All conversations, those created last first.
  ///
  /// @return read page by page as it is used, each page as it is then; for one thread, needs no
  ///   closing
  public Stream<ConversationSnapshot> conversations() {
    return conversations(ConversationListOptions.ALL);
  }

  /// The conversations that match.
  ///
  /// @return read page by page as it is used, each page as it is then; for one thread, needs no
  ///   closing
  /// @throws TalkException while the stream is read
  public Stream<ConversationSnapshot> conversations(ConversationListOptions options) {
    Objects.requireNonNull(options, "options");
    return door.pages(
        () -> options.on(Target.of("conversations")),
        Snapshots::conversation,
        ConversationSnapshot::id);
  }

  /// Who of these users is online, with their sessions by the user's id; who is not, is not in it.
  ///
  /// @param userIds at most 100
  public Map<String, List<SessionSnapshot>> sessions(Collection<String> userIds) {
    return SessionSnapshot.ask(door, userIds);
  }

  /// Everybody who is online, with their sessions by the user's id.
  public Map<String, List<SessionSnapshot>> sessions() {
    return SessionSnapshot.ask(door, null);
  }

  /// Messages in which every word of the query begins a word, newest first, in all conversations
  /// and as they were written.
  ///
  /// @param query must have a word
  /// @return as [#conversations(ConversationListOptions)]
  public Stream<MessageSnapshot> searchMessages(String query) {
    Arguments.text("query", query);
    return door.found(() -> Target.of("search", "messages").with("q", query), Snapshots::message);
  }

  /// Conversations by their ids, subjects, and what their custom value `search` says.
  ///
  /// @param query must have a word
  /// @return as [#conversations(ConversationListOptions)]
  public Stream<ConversationSnapshot> searchConversations(String query) {
    Arguments.text("query", query);
    return door.pages(
        () -> Target.of("search", "conversations").with("q", query),
        Snapshots::conversation,
        ConversationSnapshot::id);
  }

  /// The webhooks of the app, and how each stands.
  public List<WebhookSnapshot> webhooks() {
    return door.ask(
        Call.of("GET", Target.of("webhooks")), in -> in.objects("data", WebhookSnapshot::read));
  }

  /// Adds a webhook, which is told what happens from now on. Not repeated when nobody knows whether
  /// it was added: look at [#webhooks] then.
  public WebhookSnapshot createWebhook(SetWebhookParams params) {
    return door.ask(
        Call.of("POST", Target.of("webhooks"), params.json()).once(), WebhookSnapshot::read);
  }

  /// The webhook of that id.
  ///
  /// @param id must not be empty
  public WebhookRef webhook(String id) {
    return new WebhookRef(door, id);
  }

  /// Events that are kept for webhooks, oldest first, for those who rather ask: at most 100.
  ///
  /// @param after [EventPage#next] of the page before; null for the first
  public EventPage events(@Nullable String after) {
    Target page = Target.of("events").with("limit", "100");
    return door.ask(
        Call.of("GET", after == null ? page : page.with("after", after)), EventPage::read);
  }

  /// The secret keys of the app, without their secrets.
  public List<KeySnapshot> keys() {
    return door.ask(Call.of("GET", Target.of("keys")), in -> in.objects("data", KeySnapshot::read));
  }

  /// Makes another secret key, which is shown this once. Not repeated when nobody knows whether it
  /// was made: look at [#keys] then.
  public NewKey createKey() {
    return door.ask(Call.of("POST", Target.of("keys")).once(), NewKey::read);
  }

  /// The secret key of that id.
  ///
  /// @param id must not be empty
  public KeyRef key(String id) {
    return new KeyRef(door, id);
  }

  /// The themes of the app by name.
  public Map<String, Theme> themes() {
    return door.ask(Call.of("GET", Target.of("themes")), Theme::readAll);
  }

  /// Adds a theme, or replaces the one of that name.
  public void setTheme(String name, Theme theme) {
    change(name, theme.json());
  }

  /// Deletes a theme; does nothing when there is none.
  public void deleteTheme(String name) {
    change(name, Json.Null.NULL);
  }

  private void change(String theme, Json to) {
    door.put(Target.of("themes"), Json.object().put(Arguments.text("theme", theme), to).build());
  }

  /// Writes everything of the app into a file, as lines of JSON that [#importFrom] takes. It may
  /// take as long as an upload, and is begun anew when it breaks off; a server that prepares
  /// another export is asked again for a while.
  ///
  /// @param file replaced when it is there; what is in it when this fails is of no use
  public void exportTo(Path file) {
    door.make(Call.of("GET", Target.of("export")).into(Objects.requireNonNull(file, "file")));
  }

  /// Brings in what [#exportTo] wrote, zipped or not. What is there stays as it is, so it can be
  /// done again. It may take as long as an upload: the command line cuts larger archives into
  /// parts.
  ///
  /// @throws TalkException `INVALID_ARGUMENT` when a line is wrong, which the message names; what
  ///   stands before it is there
  /// @throws java.io.UncheckedIOException when the file cannot be read
  public ImportSnapshot importFrom(Path file) {
    return new Uploading(door).archive(file);
  }

  /// Uploads a file, never holding more of it than a piece. A token that no message names within a
  /// day is over, and its file is gone.
  ///
  /// @param file read anew for each attempt; its name is the file's
  /// @return to be sent, as often as one likes
  /// @throws java.io.UncheckedIOException when the file cannot be read
  public FileToken uploadFile(Path file) {
    return new Uploading(door).file(file);
  }

  /// Uploads a stream, never holding more of it than a piece.
  ///
  /// @param filename with its extension
  /// @param bytes opens the stream, anew for each attempt; every stream is closed
  /// @return to be sent, as often as one likes
  /// @throws java.io.UncheckedIOException when the stream cannot be read
  public FileToken uploadFile(String filename, Supplier<? extends InputStream> bytes) {
    return new Uploading(door).stream(filename, bytes);
  }

  /// Waits for the calls that are under way; those that come after it fail.
  @Override
  public void close() {
    line.close();
  }
}
