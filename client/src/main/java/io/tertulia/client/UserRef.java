package io.tertulia.client;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Points at a user, who need not exist. Holds nothing but the id; any thread may use it.
public final class UserRef {
  private final TalkSession session;
  private final String id;

  UserRef(TalkSession session, String id) {
    this.session = session;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /// The user now; empty when there is none. Anybody may ask.
  public CompletableFuture<Optional<UserSnapshot>> get() {
    return session.request(
        Request.of(new Query.GetUser(id), answer -> new Answers(session.files(), answer).user(id)));
  }

  /// Changes the user, or creates one when a name is given.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#SYNC_DISABLED] or
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] when the app does not let clients do that;
  /// by default they may change their own user only.
  public CompletableFuture<Void> set(SetUserParams params) {
    return change(params.patch(), Mode.UPSERT);
  }

  /// Creates the user; when there is one, nothing happens. Fails like [#set].
  public CompletableFuture<Void> createIfNotExists(CreateUserParams params) {
    return change(params.patch(), Mode.CREATE);
  }

  /// Resets properties to their defaults, or removes single entries: `custom`, `custom.KEY`,
  /// `locale`, `photoUrl`, `role`, `welcomeMessage`, `email`, `phone`, `pushTokens`,
  /// `pushTokens.PROVIDER:TOKEN`. The key is everything behind the first dot.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for other names, with
  /// [io.tertulia.protocol.ErrorCode#NOT_FOUND] when there is no such user, and else like [#set].
  public CompletableFuture<Void> deleteFields(String... names) {
    return Rejected.orElse(() -> change(ClearedFields.ofUser(names).patch(), Mode.EDIT));
  }

  /// The user, live.
  ///
  /// @param listener runs for each snapshot, with null until the user exists; null for no callback
  public UserSubscription subscribe(@Nullable Consumer<@Nullable UserSnapshot> listener) {
    return session.begin(new LiveUser(session.core(), id, listener));
  }

  /// Whether the user is online, live: has a connection, or had one during the last ten seconds. A
  /// process that holds any subscription, or asked for something a moment ago, has one.
  ///
  /// While the network is down the last snapshot stays.
  ///
  /// @param listener runs for each snapshot, also when the user changes, with null until the user
  ///   exists; null for no callback
  public UserOnlineSubscription subscribeOnline(
      @Nullable Consumer<@Nullable UserOnlineSnapshot> listener) {
    return session.begin(new LiveOnline(session.core(), id, listener));
  }

  TalkSession session() {
    return session;
  }

  private CompletableFuture<Void> change(UserPatch patch, Mode mode) {
    return session.request(Request.of(new Command.SetUser(id, patch, mode)));
  }
}
