package io.tertulia.server.gate.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Bodies and paths such as no good client sends: some nearly right, some no JSON at all.
///
/// @param random the same seed gives the same nonsense
record Nonsense(RandomGenerator random) {
  /// Bodies that are right for some call, of which one word is replaced now and then.
  private static final List<String> GOOD =
      List.of(
          "{\"name\":\"Alice\",\"custom\":{\"a\":\"1\"},\"email\":[\"a@example.test\"],\"role\":\"buyer\"}",
          "{\"alice\":{\"name\":\"Alice\"},\"zoë\":{\"name\":\"Zoë\",\"locale\":null}}",
          "{\"subject\":\"Tea\",\"participants\":[\"alice\",\"bob\"],\"custom\":{\"b\":null}}",
          "{\"access\":\"Read\",\"notify\":\"MentionsOnly\"}",
          "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"Hi *you*\",\"custom\":{}}]",
          "[{\"type\":\"SystemMessage\",\"text\":\"Hi\"},{\"type\":\"SystemMessage\",\"text\":\"Ho\"}]",
          "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"location\":[52.5,13.4]}]",
          "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"content\":[{\"type\":\"text\",\"children\":[\"Hi\"]}]}]",
          "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":1500000000000,\"readBy\":[\"alice\"]}]",
          "{\"text\":\"Bye\",\"custom\":{\"c\":\"2\"}}",
          "{\"readUntil\":\"sent\"}",
          "{\"ids\":[\"alice\",\"bob\"]}",
          "{\"channels\":[\"email\"],\"recipients\":[\"alice\"],\"emailSettings\":{\"subject\":\"a\"}}",
          "{\"id\":\"x\",\"custom\":{\"a\":\"b\"},\"defaultLocale\":\"de\"}",
          "{\"dark\":{\"base\":\"default\",\"files\":{\"layout.json\":\"{}\"}},\"light\":null}",
          "[[1,\"PUT\",\"/users/alice\",{\"name\":\"A\"}],[2,\"GET\",\"/users\",{\"limit\":\"3\"}]]",
          "{\"entries\":[{\"type\":\"said\",\"at\":1500000000000,\"key\":\"k\",\"userId\":\"alice\",\"text\":\"Hi\"}]}",
          "{\"entries\":[{\"type\":\"joined\",\"at\":1,\"userId\":\"eve\"}]}",
          "{\"edit\":\"own\",\"mask\":{\"words\":[\"a\"]},\"reply\":\"all\"}",
          "{\"url\":\"https://example.test/hook\",\"events\":[\"message.sent\"]}",
          "{\"pushTokens\":{\"fcm:a\":true,\"apns:b\":null},\"phone\":[\"+49\"],\"configuration\":\"x\"}",
          "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"idempotencyKey\":\"k\"},"
              + "{\"type\":\"SystemMessage\",\"text\":\"b\",\"referencedMessageId\":\"m\"}]",
          "{\"userIds\":[\"alice\"],\"selectedConversationId\":null,\"isTyping\":true}",
          "{\"restVersion\":\"2021-02-09\",\"custom\":{\"a\":\"b\"},\"roles\":{}}",
          "{\"after\":0}",
          "{\"readUntil\":1500000000000}");

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-1",
          "1.5",
          "1e3",
          "9223372036854775807",
          "92233720368547758070",
          "1e400",
          "NaN",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\\ufeff\"",
          "\"😀\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"\":\"\"}",
          "{\"a\":1,\"a\":\"2\"}",
          "[\"alice\",\"alice\"]",
          "{\"type\":\"x\"}");

  private static final List<String> NAMES =
      List.of(
          "alice",
          "bob",
          "eve",
          "tea",
          "none",
          "default",
          "a/b",
          "..",
          "\u0000",
          "\ud83d",
          "\u202e",
          "zoë 42",
          ":tea:",
          "❤️",
          "👍",
          "%",
          "msg_0000000000000000000000",
          "ft_x");

  private static final List<String> PARAMETERS =
      List.of(
          "limit",
          "startingAfter",
          "filter",
          "filter",
          "orderBy",
          "orderDirection",
          "offsetTs",
          "isOnline",
          "unreadsOnly",
          "lastMessageAfter",
          "lastMessageBefore",
          "q",
          "cursor",
          "after");

  private static final List<String> FIELDS =
      List.of(
          "custom", "subject", "access", "createdAt", "lastMessageAt", "isUnread", "hasMessages");

  private static final List<String> CONDITIONS =
      List.of(
          "{\"a\":\"exists\"}",
          "{\"a\":[\"!oneOf\",[\"b\"]]}",
          "[\"==\",null]",
          "[\"oneOf\",[\"None\",null]]",
          "[\"<\",-9007199254740991]",
          "[\">\",9007199254740991]",
          "[\"between\",[9223372036854775807,9223372036854775807]]",
          "[\"!between\",[5,1]]",
          "true");

  /// A body; empty for none.
  String body() {
    return switch (random.nextInt(10)) {
      case 0 -> "";
      case 1 -> value(4);
      case 2 -> pick(ODD);
      case 3 -> garbage();
      case 4 -> cut(pick(GOOD));
      default -> spoilt(pick(GOOD));
    };
  }

  /// What stands at a place of a path, or behind a name in a query, encoded.
  String name() {
    String name = random.nextInt(20) == 0 ? "x".repeat(300) : pick(NAMES);
    return name.equals("\ud83d") ? "%ed%a0%bd" : encoded(name);
  }

  /// The same, or now and then one of those that are there.
  String name(List<String> known) {
    return random.nextInt(3) == 0 ? encoded(pick(known)) : name();
  }

  /// A query, mostly none.
  String query() {
    if (random.nextInt(3) > 0) {
      return "";
    }
    String key = pick(PARAMETERS);
    return "?" + key + "=" + (key.equals("filter") ? encoded(filter()) : parameter());
  }

  /// A date, mostly none of a version; empty for none at all.
  String version() {
    return pick(
        List.of("", "", "", "2021-01-01", "2021-02-10", "2099-12-31", "1999-01-01", "today"));
  }

  /// Whether something is done that is done once in so many times.
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  private String parameter() {
    return random.nextBoolean() ? encoded(pick(ODD)) : name();
  }

  /// A filter, nearly right.
  private String filter() {
    String simple =
        list(
            random.nextInt(3),
            "{",
            "}",
            () ->
                "\""
                    + pick(FIELDS)
                    + "\":"
                    + (random.nextInt(4) > 0 ? pick(CONDITIONS) : value(2)));
    return random.nextInt(4) > 0 ? simple : "[\"any\",[" + simple + "," + simple + "]]";
  }

  /// A good body of which some values are others.
  private String spoilt(String good) {
    String[] parts = good.split("(?<=[:,\\[])|(?=[,\\]}])", -1);
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      parts[random.nextInt(parts.length)] = random.nextInt(4) == 0 ? value(2) : pick(ODD);
    }
    return String.join("", parts);
  }

  private String value(int depth) {
    int count = random.nextInt(4);
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> pick(ODD);
      case 1 -> "\"" + "ä".repeat(random.nextInt(20_000)) + "\"";
      case 2 -> "[".repeat(random.nextInt(100)) + "]".repeat(random.nextInt(100));
      case 3 -> list(count, "[", "]", () -> value(depth - 1));
      default ->
          list(
              count,
              "{",
              "}",
              () ->
                  "\""
                      + pick(List.of("name", "custom", "text", "type", "sender", "a"))
                      + "\":"
                      + value(depth - 1));
    };
  }

  private static String list(int count, String begin, String end, Supplier<String> item) {
    return IntStream.range(0, count)
        .mapToObj(i -> item.get())
        .collect(Collectors.joining(",", begin, end));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String cut(String good) {
    return good.substring(0, random.nextInt(good.length()));
  }

  private String garbage() {
    return random
        .ints(random.nextInt(1, 40), 1, 0x2000)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
