package io.tertulia.protocol.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The emoji that people react with: those of Unicode 16.0, and custom ones by name.
///
/// The same emoji can be written with and without variation selectors, which ask for a picture in
/// place of a letter. They tell no two emoji apart, so what is left without them says which is
/// meant, and the resource `emoji.txt` how it is written in full.
public final class Emoji {
  private static final String SELECTOR = "\uFE0F";

  /// The longest has 15 characters; this leaves room for selectors that are not needed.
  private static final int MAX_LENGTH = 30;

  private static final Map<String, String> QUALIFIED = read();

  private Emoji() {}

  /// The one way to write an emoji: fully qualified as Unicode 16.0 has it; the name of a custom
  /// one as it is, with both colons. Null when the text is not exactly one emoji.
  public static @Nullable String canonical(String text) {
    if (text.length() <= MAX_LENGTH) {
      String found = QUALIFIED.get(text.replace(SELECTOR, ""));
      if (found != null) {
        return found;
      }
    }
    return CustomEmoji.isName(text) ? text : null;
  }

  private static Map<String, String> read() {
    InputStream resource = Emoji.class.getResourceAsStream("emoji.txt");
    Map<String, String> qualified = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("# ")) {
          for (String emoji : line.split(" ", -1)) {
            qualified.put(emoji.replace(SELECTOR, ""), emoji);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return qualified;
  }
}
