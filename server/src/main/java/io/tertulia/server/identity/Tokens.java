package io.tertulia.server.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tokens: JSON Web Tokens signed with a secret key of the app by HS256, and the older bare
/// signature of a user id.
///
/// A token is refused as `UNAUTHENTICATED` when anything about it is wrong, and as `TOKEN_EXPIRED`
/// when only its time is over. Clocks may differ by [#SKEW].
public final class Tokens {
  static final Duration SKEW = Duration.ofSeconds(60);
  private static final int MAX_LENGTH = 8192;
  private static final double LAST_SECOND = Instant.MAX.getEpochSecond();
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final InstantSource clock;

  public Tokens(InstantSource clock) {
    this.clock = clock;
  }

  /// A token with which a client speaks as this user; it never ends when `endsAt` is null.
  public static String user(SecretKey key, String appId, String userId, @Nullable Instant endsAt) {
    return sign(key, claims("user", appId).put("sub", userId), endsAt);
  }

  /// A token with which a server speaks as the app itself.
  public static String app(SecretKey key, String appId, @Nullable Instant endsAt) {
    return sign(key, claims("app", appId), endsAt);
  }

  /// The older proof of who a user is: it never ends and cannot be taken back but with the key.
  public static String signature(SecretKey key, String userId) {
    return HexFormat.of().formatHex(key.sign(userId.getBytes(StandardCharsets.UTF_8)));
  }

  /// Tells when the token of this user ends, empty for never.
  ///
  /// @throws Refusal when it is no valid token of this user
  TokenEnd verifyUser(String appId, List<SecretKey> keys, String token, String userId) {
    if (SIGNATURE.matcher(token).matches()) {
      verifySignature(keys, token, userId);
      return TokenEnd.NEVER;
    }
    Fields claims = signed(keys, token);
    check(claims, "tokenType", "user");
    check(claims, "iss", appId);
    check(claims, "sub", userId);
    return verifyTime(claims);
  }

  /// Returns when the bearer speaks for the app: by an app token, or by a secret key itself.
  ///
  /// @throws Refusal when it does not
  void verifyApp(String appId, List<SecretKey> keys, String bearer) {
    if (bearer.startsWith("sk_")) {
      boolean known = false;
      for (SecretKey key : keys) {
        known |= key.matches(bearer);
      }
      if (!known) {
        throw refuse("secret key: unknown (expected: one of the app's)");
      }
      return;
    }
    Fields claims = signed(keys, bearer);
    check(claims, "tokenType", "app");
    check(claims, "iss", appId);
    verifyTime(claims);
  }

  /// Returns for whom the bearer speaks: the id of the user whom a token was made out to, or null
  /// for the app.
  ///
  /// @throws Refusal when it speaks for neither
  @Nullable String verifyEither(String appId, List<SecretKey> keys, String bearer) {
    if (bearer.startsWith("sk_")) {
      verifyApp(appId, keys, bearer);
      return null;
    }
    Fields claims = signed(keys, bearer);
    check(claims, "iss", appId);
    verifyTime(claims);
    if (!isText(claims, "tokenType", "user")) {
      check(claims, "tokenType", "app");
      return null;
    }
    try {
      return claims.text("sub");
    } catch (IllegalArgumentException e) {
      throw refuse(String.valueOf(e.getMessage()));
    }
  }

  private static Fields signed(List<SecretKey> keys, String token) {
    if (token.length() > MAX_LENGTH) {
      throw refuse("token: " + token.length() + " characters (expected: at most 8192)");
    }
    try {
      JWSObject parsed = JWSObject.parse(token);
      var header = parsed.getHeader();
      if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
        throw refuse("token: alg " + header.getAlgorithm() + " (expected: HS256)");
      }
      if (header.getCriticalParams() != null) {
        throw refuse("token: crit (expected: none)");
      }
      byte[] shown = parsed.getSignature().decode();
      boolean known = false;
      for (SecretKey key : keys) {
        known |= MessageDigest.isEqual(key.sign(parsed.getSigningInput()), shown);
      }
      if (!known) {
        throw refuse("token: signed by somebody else (expected: a secret key of the app)");
      }
      return Fields.of(Json.parse(parsed.getPayload().toBytes()), "token");
    } catch (ParseException | IllegalArgumentException e) {
      throw refuse("token: malformed (expected: a JSON Web Token)");
    }
  }

  private static void verifySignature(List<SecretKey> keys, String signature, String userId) {
    byte[] shown = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    boolean known = false;
    for (SecretKey key : keys) {
      byte[] right = signature(key, userId).getBytes(StandardCharsets.US_ASCII);
      known |= MessageDigest.isEqual(right, shown);
    }
    if (!known) {
      throw refuse("signature: not of this user by a secret key of the app");
    }
  }

  private TokenEnd verifyTime(Fields claims) {
    Instant now = clock.instant();
    Instant begins = instant(claims, "nbf");
    if (begins != null && begins.isAfter(now.plus(SKEW))) {
      throw refuse("token.nbf: " + begins + " (expected: not in the future)");
    }
    Instant ends = instant(claims, "exp");
    if (ends == null) {
      return TokenEnd.NEVER;
    }
    if (!now.isBefore(ends.plus(SKEW))) {
      throw new Refusal(ErrorCode.TOKEN_EXPIRED, "token.exp: " + ends + " is over");
    }
    return new TokenEnd(ends);
  }

  private static @Nullable Instant instant(Fields claims, String name) {
    Double seconds;
    try {
      seconds = claims.numberOrNull(name);
    } catch (IllegalArgumentException e) {
      throw refuse(String.valueOf(e.getMessage()));
    }
    if (seconds == null) {
      return null;
    }
    double limit = LAST_SECOND / 1_000_000;
    long millis = (long) (Math.clamp(seconds, -limit, limit) * 1000);
    return Instant.ofEpochMilli(millis);
  }

  private static void check(Fields claims, String name, String expected) {
    if (!isText(claims, name, expected)) {
      Json found = claims.json().get(name);
      String shown = found == null ? "missing" : found.toText();
      throw refuse("token." + name + ": " + shown + " (expected: " + expected + ")");
    }
  }

  private static boolean isText(Fields claims, String name, String expected) {
    return claims.json().get(name) instanceof Json.Str text && text.value().equals(expected);
  }

  private static Json.Builder claims(String tokenType, String appId) {
    return Json.object().put("tokenType", tokenType).put("iss", appId);
  }

  private static String sign(SecretKey key, Json.Builder claims, @Nullable Instant endsAt) {
    Json payload = claims.put("exp", endsAt == null ? null : endsAt.getEpochSecond()).build();
    String input =
        base64(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload.toBytes());
    return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Refusal refuse(String why) {
    return new Refusal(ErrorCode.UNAUTHENTICATED, why);
  }

  /// When a token ends; null for never.
  record TokenEnd(@Nullable Instant at) {
    static final TokenEnd NEVER = new TokenEnd(null);
  }
}
