package io.tertulia.testkit;

import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One app of a test, and the sessions of its people.
///
/// People are named by their ids: `session("alice")` is the session of a user with the id `alice`
/// and the name `Alice`, who is created if need be. Tokens are minted with the app's secret key.
/// All that is open when the test ends is closed. Safe for use by any thread.
public final class People implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final TestServer server;
  private final String appId;
  private final SecretKey key;
  private final Backend backend;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Deque<Runnable> open = new ConcurrentLinkedDeque<>();

  People(TestServer server, String appId, SecretKey key) {
    this.server = server;
    this.appId = appId;
    this.key = key;
    this.backend = new Backend(server.uri(), appId, key.reveal());
  }

  /// The id of the app, which no other test has.
  public String appId() {
    return appId;
  }

  /// The server that all tests share.
  public TestServer server() {
    return server;
  }

  /// What the application's own server can do: everything, by REST.
  public Backend backend() {
    return backend;
  }

  /// A secret key of the app, as its own server has it.
  public String secretKey() {
    return key.reveal();
  }

  /// The session of that person; the same one whenever it is asked for.
  public TalkSession session(String userId) {
    return session(userId, server.uri());
  }

  /// Another session of that person, as on a second device; a new one each time.
  public TalkSession device(String userId) {
    return device(userId, server.uri());
  }

  /// The session of that person by way of the scissors; another one than [#session(String)].
  public TalkSession session(String userId, Scissors way) {
    return session(userId, way.uri());
  }

  /// A new session of that person by way of the scissors.
  public TalkSession device(String userId, Scissors way) {
    return device(userId, way.uri());
  }

  /// A session of somebody who is not created, with a token, and with whatever options a test
  /// needs.
  public TalkSession stranger(String userId, UnaryOperator<TalkSessionOptions.Builder> options) {
    return open(userId, server.uri(), options);
  }

  /// Creates the people, without sessions.
  public void create(String... userIds) {
    for (String id : userIds) {
      if (known.add(id)) {
        backend.put(Json.object().put("name", name(id)).build(), "users", id).orThrow();
      }
    }
  }

  /// Creates a conversation with these people in it, who are created if need be.
  public void conversation(String id, String... userIds) {
    create(userIds);
    var participants = Json.object();
    participants.putAll("participants", Stream.of(userIds).map(Json::of).toList());
    backend.put(participants.build(), "conversations", id).orThrow();
  }

  /// Scissors before the server, closed with the test.
  public Scissors scissors() {
    Scissors scissors = Scissors.before(server.uri());
    whenOver(scissors::close);
    return scissors;
  }

  /// A token that is good for an hour.
  public String token(String userId) {
    return token(userId, TOKEN_LIFE);
  }

  /// A token that is good for so long; over already when that is negative.
  public String token(String userId, Duration life) {
    return Tokens.user(key, appId, userId, Instant.now().plus(life));
  }

  /// Changes the settings of the app, such as what clients may do; seen by whatever comes next.
  public void change(UnaryOperator<AppSettings> change) {
    server.change(appId, change);
  }

  /// Has something done when the test is over, before what was opened earlier is closed.
  public void whenOver(Runnable task) {
    open.push(task);
  }

  /// Closes all that is open, the last opened first.
  @Override
  public void close() {
    for (Runnable next = open.poll(); next != null; next = open.poll()) {
      next.run();
    }
  }

  private TalkSession session(String userId, URI way) {
    create(userId);
    return open(userId, way, options -> options);
  }

  private TalkSession device(String userId, URI way) {
    create(userId);
    return open(userId, way, options -> options.forceNew(true));
  }

  private TalkSession open(
      String userId, URI way, UnaryOperator<TalkSessionOptions.Builder> options) {
    var builder = TalkSessionOptions.builder(appId, userId).baseUri(way).token(token(userId));
    TalkSession session = TalkSession.get(options.apply(builder).build());
    whenOver(session::close);
    return session;
  }

  private static String name(String id) {
    return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }
}
