package io.tertulia.server.translate;

import java.net.URI;
import java.time.Duration;

/// Who translates, and how much is asked of them. `docs/operations.md` names what happens at each
/// limit.
///
/// @param url of a server that speaks LibreTranslate, without `/translate`; empty for nobody
/// @param apiKey what it asks for; empty for none
/// @param time for it to answer
/// @param concurrent questions at the same time; one more is refused as `UNAVAILABLE`
/// @param answerBytes of one answer; a larger one counts as none
/// @param cachedCharacters of recent translations and what they are translations of
public record TranslateSettings(
    String url,
    String apiKey,
    Duration time,
    int concurrent,
    int answerBytes,
    int cachedCharacters) {
  /// Nobody translates.
  public static final TranslateSettings NOBODY =
      new TranslateSettings("", "", Duration.ofSeconds(10), 16, 1 << 20, 4 << 20);

  public TranslateSettings {
    if (!url.isEmpty() && !isAddress(url)) {
      throw new IllegalArgumentException(
          "translate.url: " + url + " (expected: an address such as http://localhost:5000)");
    }
    if (time.isZero() || concurrent < 1 || answerBytes < 1) {
      throw new IllegalArgumentException(
          "translate.time, .concurrent, .answer-bytes: 0 (expected: more than that)");
    }
  }

  /// The same provider at another address.
  public TranslateSettings at(String otherUrl, String otherKey) {
    return new TranslateSettings(
        otherUrl, otherKey, time, concurrent, answerBytes, cachedCharacters);
  }

  /// Without the key, which is a secret.
  @Override
  public String toString() {
    return "TranslateSettings[" + url + "]";
  }

  private static boolean isAddress(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }
}
