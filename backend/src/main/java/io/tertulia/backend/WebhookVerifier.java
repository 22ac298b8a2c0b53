package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.protocol.ErrorCode;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether a webhook comes from the server, and what it says.
///
/// ```java
/// WebhookVerifier verifier = WebhookVerifier.of(secretKey).maxAge(Duration.ofMinutes(5));
/// WebhookEvent event = verifier.verify(
///     request.header("X-TalkJS-Timestamp"), request.header("X-TalkJS-Signature"), request.body());
/// ```
///
/// A value; safe for use by any thread. Events come at least once, so who counts on them remembers
/// [WebhookEvent#id].
public final class WebhookVerifier {
  /// The header with the time of sending.
  public static final String TIMESTAMP_HEADER = "X-TalkJS-Timestamp";

  /// The header with the signature.
  public static final String SIGNATURE_HEADER = "X-TalkJS-Signature";

  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final List<Signer> signers;
  private final @Nullable Duration maxAge;
  private final InstantSource clock;

  private WebhookVerifier(List<Signer> signers, @Nullable Duration maxAge, InstantSource clock) {
    this.signers = signers;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /// Accepts what is signed with one of these keys, however old it is.
  ///
  /// @param secretKeys the app's webhook key; while it is being changed, the old and the new one
  public static WebhookVerifier of(String... secretKeys) {
    if (secretKeys.length == 0) {
      throw new IllegalArgumentException("secret keys: none (expected: at least one)");
    }
    List<Signer> signers =
        Stream.of(secretKeys).map(key -> new Signer(Arguments.text("secret key", key))).toList();
    return new WebhookVerifier(signers, null, InstantSource.system());
  }

  /// The same, but refuses what was sent longer ago than that, or is to be sent that far in the
  /// future, so that nobody who saw a request can send it again later. The server signs each
  /// attempt anew, so late deliveries pass.
  public WebhookVerifier maxAge(Duration age) {
    return new WebhookVerifier(signers, Arguments.positive("max age", age), clock);
  }

  WebhookVerifier at(InstantSource other) {
    return new WebhookVerifier(signers, maxAge, other);
  }

  /// The event that a request tells, when it is genuine. Takes the same time for every signature
  /// that is not.
  ///
  /// @param timestamp the header `X-TalkJS-Timestamp`; null when there is none
  /// @param signature the header `X-TalkJS-Signature`; null when there is none
  /// @param body the bytes as they came, before anybody parsed them
  /// @throws TalkException `UNAUTHENTICATED` when it is not signed with one of the keys, or too
  ///   old: answer 401; `INVALID_ARGUMENT` when it is, and is no event
  public WebhookEvent verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null || !isSigned(timestamp, signature, body)) {
      throw refuse("signature: not by one of the keys");
    }
    if (maxAge != null && age(timestamp).compareTo(maxAge) > 0) {
      throw refuse("timestamp: " + timestamp + " (expected: at most " + maxAge + " ago)");
    }
    try {
      return WebhookEvents.read(body);
    } catch (IllegalArgumentException e) {
      throw TalkException.of(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private boolean isSigned(String timestamp, String signature, byte[] body) {
    byte[] shown = signature.getBytes(UTF_8);
    byte[] dated = (timestamp + ".").getBytes(UTF_8);
    boolean known = false;
    for (Signer signer : signers) {
      byte[] right = HEX.formatHex(signer.sign(dated, body)).getBytes(US_ASCII);
      known |= MessageDigest.isEqual(right, shown);
    }
    return known;
  }

  private Duration age(String timestamp) {
    if (!MILLIS.matcher(timestamp).matches()) {
      throw refuse("timestamp: " + timestamp + " (expected: milliseconds since 1970)");
    }
    Instant sent = Instant.ofEpochMilli(Long.parseLong(timestamp));
    return Duration.between(sent, clock.instant()).abs();
  }

  private static TalkException refuse(String why) {
    return TalkException.of(ErrorCode.UNAUTHENTICATED, why);
  }
}
