package io.tertulia.backend;

import io.tertulia.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// Tokens: JSON Web Tokens signed with a secret key of the app by HS256, and the older bare
/// signature of a user's id.
///
/// To mint is to concatenate and to sign; a library is needed by those who have to read what
/// strangers send.
final class Tokens {
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final String appId;
  private final Signer signer;

  Tokens(String appId, String secretKey) {
    this.appId = appId;
    this.signer = new Signer(secretKey);
  }

  /// A token with which a server speaks as the app.
  String app(Instant endsAt) {
    return sign(claims("app"), endsAt);
  }

  /// A token with which a client speaks as this user.
  String user(String userId, Instant endsAt) {
    return sign(claims("user").put("sub", userId), endsAt);
  }

  /// The bare signature of the user's id.
  String signature(String userId) {
    return HexFormat.of().formatHex(signer.sign(userId.getBytes(StandardCharsets.UTF_8)));
  }

  private Json.Builder claims(String tokenType) {
    return Json.object().put("tokenType", tokenType).put("iss", appId);
  }

  private String sign(Json.Builder claims, Instant endsAt) {
    byte[] payload = claims.put("exp", endsAt.getEpochSecond()).build().toBytes();
    String input = base64(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload);
    return input + "." + base64(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
