package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.filter.ConversationFilter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether values are within the limits. Everything here throws a refusal that names the value, or
/// does nothing.
final class Checks {
  private static final long DAY = 86_400_000;

  private final ChatLimits limits;

  Checks(ChatLimits limits) {
    this.limits = limits;
  }

  /// An id: 1 to 255 code points, no control characters, no lone surrogates.
  void id(String what, String id) {
    int length = id.codePointCount(0, id.length());
    if (length < 1 || length > limits.idLength()) {
      throw bad(what, length + " characters", "1 to " + limits.idLength());
    }
    id.codePoints()
        .filter(c -> Character.isISOControl(c) || isSurrogate(c))
        .findFirst()
        .ifPresent(c -> {
          throw bad(what, "the character U+" + Integer.toHexString(c), "none like that");
        });
  }

  void user(UserPatch patch) {
    text("name", patch.name(), limits.nameLength());
    if (patch.name() instanceof Patch.Put<String>(String name) && name.isBlank()) {
      throw bad("name", "blank", "a name");
    }
    entries("custom", patch.custom().entries());
    text("locale", patch.locale(), limits.nameLength());
    text("photoUrl", patch.photoUrl(), limits.textLength());
    text("role", patch.role(), limits.nameLength());
    text("welcomeMessage", patch.welcomeMessage(), limits.textLength());
    text("availabilityText", patch.availabilityText(), limits.textLength());
    texts("email", patch.email(), limits.contacts(), limits.nameLength());
    texts("phone", patch.phone(), limits.contacts(), limits.nameLength());
    for (String token : patch.pushTokens().entries().keySet()) {
      if (!token.startsWith("fcm:") && !token.startsWith("apns:")) {
        throw bad("pushTokens", "a key without provider", "fcm:… or apns:…");
      }
    }
  }

  void conversation(ConversationPatch patch) {
    text("subject", patch.subject(), limits.nameLength());
    text("photoUrl", patch.photoUrl(), limits.textLength());
    texts(
        "welcomeMessages", patch.welcomeMessages(), limits.welcomeMessages(), limits.textLength());
    entries("custom", patch.custom().entries());
  }

  /// A filter of conversations.
  static void filter(ConversationFilter filter) {
    String flaw = filter.flaw();
    if (flaw != null) {
      throw new Refusal(ErrorCode.INVALID_ARGUMENT, flaw);
    }
  }

  /// A message's text.
  void messageText(String text) {
    if (text.length() > limits.textLength()) {
      throw bad("text", text.length() + " characters", "at most " + limits.textLength());
    }
  }

  /// A whole custom map as it would be stored.
  void custom(Map<String, String> custom) {
    if (custom.size() > limits.customKeys()) {
      throw tooMany("custom", custom.size(), limits.customKeys());
    }
    long bytes = 0;
    for (Map.Entry<String, String> entry : custom.entrySet()) {
      customEntry(entry.getKey(), entry.getValue());
      bytes += utf8(entry.getKey()) + utf8(entry.getValue());
    }
    if (bytes > limits.customBytes()) {
      throw bad("custom", bytes + " bytes", "at most " + limits.customBytes());
    }
  }

  void pushTokens(Map<String, String> tokens) {
    if (tokens.size() > limits.pushTokens()) {
      throw tooMany("pushTokens", tokens.size(), limits.pushTokens());
    }
  }

  /// One more emoji that a message is reacted to with.
  void reactions(int after) {
    if (after > limits.reactions()) {
      throw tooMany("reactions", after, limits.reactions());
    }
  }

  /// Whose reactions a follower wants to see.
  void reactorLists(int wanted) {
    if (wanted > limits.reactorLists()) {
      throw tooMany("reactors", wanted, limits.reactorLists());
    }
  }

  /// One more participant.
  void participants(int after) {
    if (after > limits.participants()) {
      throw tooMany("participants", after, limits.participants());
    }
  }

  /// Each of some participants once. There are no more of them than take part, so that nobody waits
  /// while names without number are looked up.
  static Set<String> some(String what, List<String> named, ConversationRow conversation) {
    Set<String> each = new LinkedHashSet<>(named);
    int most = conversation.tally().participants();
    if (each.size() > most) {
      throw bad(what, each.size() + "", "some of " + most + " participants");
    }
    return each;
  }

  /// The time of something that has happened. A day is left for clocks that differ: what is later
  /// would go before all that is said until then.
  static void past(String what, long at, long now) {
    if (at < 0 || at > now + DAY) {
      throw bad(what, Long.toString(at), "from 0 to now");
    }
  }

  static Refusal bad(String what, String found, String expected) {
    return new Refusal(
        ErrorCode.INVALID_ARGUMENT, what + ": " + found + " (expected: " + expected + ")");
  }

  private void entries(String what, Map<String, Optional<String>> entries) {
    if (entries.size() > limits.customKeys()) {
      throw tooMany(what, entries.size(), limits.customKeys());
    }
    entries.forEach((key, value) -> value.ifPresent(v -> customEntry(key, v)));
  }

  private void customEntry(String key, String value) {
    if (key.length() > limits.customKeyLength()) {
      throw bad("custom", "a key of " + key.length(), "at most " + limits.customKeyLength());
    }
    if (value.length() > limits.customValueLength()) {
      throw bad("custom", "a value of " + value.length(), "at most " + limits.customValueLength());
    }
  }

  private static void text(String what, Patch<String> patch, int max) {
    if (patch instanceof Patch.Put<String>(String value) && value.length() > max) {
      throw bad(what, value.length() + " characters", "at most " + max);
    }
  }

  private static void texts(String what, Patch<List<String>> patch, int maxCount, int max) {
    if (patch instanceof Patch.Put<List<String>>(List<String> values)) {
      if (values.size() > maxCount) {
        throw tooMany(what, values.size(), maxCount);
      }
      values.forEach(value -> text(what, Patch.put(value), max));
    }
  }

  private static Refusal tooMany(String what, int found, int max) {
    return new Refusal(
        ErrorCode.LIMIT_EXCEEDED, what + ": " + found + " (expected: at most " + max + ")");
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
