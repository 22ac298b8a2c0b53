package io.tertulia.server.identity;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Turns credentials into actors.
///
/// Every future fails with a [Refusal] of `UNKNOWN_APP`, `UNAUTHENTICATED`, `TOKEN_EXPIRED` or,
/// about a user id that can be none, `INVALID_ARGUMENT`; and completes on the caller's thread or on
/// a reader's: what follows must be short.
public final class Admission {
  private static final int MAX_ID = 255;

  private final Apps apps;
  private final Tokens tokens;

  public Admission(Apps apps, Tokens tokens) {
    this.apps = apps;
    this.tokens = tokens;
  }

  /// Whether an app says whose pages may use it, for somebody who comes from a page of that origin.
  /// Of an app that is not there, it does not.
  ///
  /// Fails with a [Refusal] as `PERMISSION_DENIED` when pages of that origin may not.
  public CompletableFuture<Boolean> page(String appId, String origin) {
    return apps.lookUp(appId)
        .thenApply(found -> {
          AllowedOrigins allowed =
              found
                  .map(keyring -> keyring.app().settings().allowedOrigins())
                  .orElse(AllowedOrigins.ALL);
          if (!allowed.allows(origin)) {
            throw new Refusal(
                ErrorCode.PERMISSION_DENIED,
                "Origin: " + origin + " (expected: one of the app's allowedOrigins)");
          }
          return !allowed.isAll();
        });
  }

  /// A user of the app. The token is looked at only when the app verifies identities; it is null
  /// when there is none.
  public CompletableFuture<Admitted> user(String appId, String userId, @Nullable String token) {
    return apps.keyring(appId).thenApply(keyring -> admit(keyring, userId, token));
  }

  /// The app itself, by an app token or a secret key; null when the request brought neither.
  public CompletableFuture<Actor.AppActor> app(String appId, @Nullable String bearer) {
    return apps.keyring(appId)
        .thenApply(keyring -> {
          tokens.verifyApp(appId, keyring.keys(), shown(bearer, "an app token or a secret key"));
          return new Actor.AppActor(keyring.app());
        });
  }

  /// The app itself, or one of its users.
  ///
  /// @param userId the user who asks; null for whomever the bearer was made out to
  /// @param bearer null when the request brought none
  public CompletableFuture<Actor> either(
      String appId, @Nullable String userId, @Nullable String bearer) {
    if (userId != null) {
      return user(appId, userId, bearer).thenApply(Admitted::actor);
    }
    return apps.keyring(appId).thenApply(keyring -> owner(keyring, bearer));
  }

  private Actor owner(Keyring keyring, @Nullable String bearer) {
    App app = keyring.app();
    String userId =
        tokens.verifyEither(
            app.id(), keyring.keys(), shown(bearer, "an app token, a user token or a secret key"));
    if (userId == null) {
      return new Actor.AppActor(app);
    }
    checkId(userId);
    return new Actor.UserActor(app, userId);
  }

  private static String shown(@Nullable String bearer, String expected) {
    if (bearer == null) {
      throw new Refusal(
          ErrorCode.UNAUTHENTICATED,
          "Authorization: missing (expected: Bearer with " + expected + ")");
    }
    return bearer;
  }

  private Admitted admit(Keyring keyring, String userId, @Nullable String token) {
    checkId(userId);
    App app = keyring.app();
    var actor = new Actor.UserActor(app, userId);
    if (!app.settings().verifyIdentity()) {
      return new Admitted(actor, null);
    }
    if (token == null) {
      throw new Refusal(
          ErrorCode.UNAUTHENTICATED, "token: missing (expected: a user token for " + userId + ")");
    }
    return new Admitted(actor, tokens.verifyUser(app.id(), keyring.keys(), token, userId).at());
  }

  private static void checkId(String userId) {
    int length = userId.codePointCount(0, userId.length());
    if (length < 1 || length > MAX_ID || userId.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "userId: "
              + length
              + " characters (expected: 1 to 255, none of them control characters)");
    }
  }
}
