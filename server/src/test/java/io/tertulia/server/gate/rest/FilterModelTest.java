package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random filters, orders and offsets find what a plain look at all conversations finds.
class FilterModelTest {
  private static final int CONVERSATIONS = 40;
  private static final int QUERIES = 300;
  private static final long SEED = Long.getLong("tertulia.filters.seed", 3);
  private static final List<String> VALUES = List.of("a", "b", "ä", "", "a b", "\"", "%41", "+");
  private static final List<String> KEYS = List.of("k", "k ey", "✓");

  private final Random random = new Random(SEED);
  private RestApp app;

  /// A condition in words, and what it says.
  private record Condition(String field, Json json, Predicate<Fields> fits) {}

  @Test
  void a_list_shows_what_fits_in_its_order() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob");
    for (int i = 0; i < CONVERSATIONS; i++) {
      create("c" + i);
    }
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      all.add(app.get("/conversations/c" + i));
    }
    for (int i = 0; i < QUERIES; i++) {
      boolean own = random.nextBoolean();
      compare(all, own, random.nextBoolean(), random.nextBoolean());
    }
  }

  private void create(String id) throws Exception {
    Json.Builder put = Json.object().put("participants", Json.of(List.of("alice", "bob")));
    Map<String, String> custom = new LinkedHashMap<>();
    KEYS.stream().filter(key -> random.nextBoolean()).forEach(key -> custom.put(key, value()));
    put.put("custom", Json.of(custom));
    if (random.nextBoolean()) {
      put.put("subject", value());
    }
    app.ok("PUT", "/conversations/" + id, put.build().toText());
    for (int i = random.nextInt(3); i > 0; i--) {
      app.say(id, random.nextBoolean() ? "alice" : "bob", "Hi");
    }
    if (random.nextInt(3) == 0) {
      String access = random.nextBoolean() ? "None" : "Read";
      app.ok(
          "PATCH",
          "/conversations/" + id + "/participants/alice",
          "{\"access\":\"" + access + "\"}");
    }
  }

  private void compare(List<Fields> all, boolean own, boolean byCreation, boolean ascending)
      throws Exception {
    List<Condition> conditions =
        Stream.generate(() -> condition(all, own)).limit(random.nextInt(3)).toList();
    Json.Builder filter = Json.object();
    conditions.forEach(one -> filter.put(one.field, one.json));
    Map<String, Condition> last = new LinkedHashMap<>();
    conditions.forEach(one -> last.put(one.field, one));
    boolean keptOutToo =
        last.containsKey("access")
            && last.get("access").json.toText().contains("[\"==\",\"None\"]");
    Long offset = random.nextInt(3) == 0 ? time(all) : null;
    List<String> expected =
        all.stream()
            .filter(one -> !own || keptOutToo || !access(one).equals("None"))
            .filter(one -> last.values().stream().allMatch(condition -> condition.fits.test(one)))
            .filter(one ->
                offset == null
                    || (ascending ? at(one, byCreation) > offset : at(one, byCreation) < offset))
            .sorted(order(byCreation, ascending))
            .map(one -> one.text("id"))
            .toList();
    String query =
        (own ? "/users/alice" : "")
            + "/conversations?limit=7&filter="
            + RestApp.encoded(filter.build().toText())
            + "&orderBy="
            + (byCreation ? "createdAt" : "lastActivity")
            + (ascending ? "&orderDirection=ASC" : "")
            + (offset == null ? "" : "&offsetTs=" + offset);
    assertThat(pages(query)).as(SEED + ": " + query).isEqualTo(expected);
  }

  private List<String> pages(String query) throws Exception {
    List<String> found = new ArrayList<>();
    List<String> page = app.ids(query);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = page.size() < 7 ? List.of() : app.ids(query + "&startingAfter=" + page.getLast());
    }
    return found;
  }

  private Condition condition(List<Fields> all, boolean own) {
    return switch (random.nextInt(own ? 6 : 4)) {
      case 0 -> custom();
      case 1 -> {
        String wanted = random.nextInt(3) == 0 ? null : value();
        yield text("subject", wanted, one -> one.textOrNull("subject"));
      }
      case 2 -> span("createdAt", all, one -> one.integer("createdAt"));
      case 3 -> span("lastMessageAt", all, FilterModelTest::messageAt);
      case 4 -> text("access", random.nextBoolean() ? "None" : "Read", FilterModelTest::access);
      default -> {
        boolean wanted = random.nextBoolean();
        yield new Condition(
            "isUnread",
            new Json.Bool(wanted),
            one -> one.object("participants").object("alice").flag("isUnread") == wanted);
      }
    };
  }

  private Condition custom() {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    if (random.nextInt(3) == 0) {
      boolean there = random.nextBoolean();
      return new Condition(
          "custom",
          Json.object().put(key, there ? "exists" : "!exists").build(),
          one -> one.object("custom").has(key) == there);
    }
    List<String> some = List.of(value(), value());
    boolean not = random.nextBoolean();
    Json condition = new Json.Arr(List.of(Json.of(not ? "!oneOf" : "oneOf"), Json.of(some)));
    return new Condition(
        "custom",
        Json.object().put(key, condition).build(),
        one ->
            (one.object("custom").has(key) && some.contains(one.object("custom").text(key)))
                != not);
  }

  private Condition text(String field, @Nullable String wanted, Member<String> member) {
    boolean not = random.nextBoolean();
    Json operand = wanted == null ? Json.Null.NULL : Json.of(wanted);
    return new Condition(
        field,
        new Json.Arr(List.of(Json.of(not ? "!=" : "=="), operand)),
        one -> Objects.equals(member.of(one), wanted) != not);
  }

  private Condition span(String field, List<Fields> all, Member<Long> member) {
    long from = time(all);
    long to = from + random.nextInt(50);
    boolean not = random.nextBoolean();
    Json ends = new Json.Arr(List.of(Json.of(from), Json.of(to)));
    return new Condition(
        field,
        new Json.Arr(List.of(Json.of(not ? "!between" : "between"), ends)),
        one -> {
          Long at = member.of(one);
          return (at != null && at >= from && at <= to) != not;
        });
  }

  private static Comparator<Fields> order(boolean byCreation, boolean ascending) {
    Comparator<Fields> order =
        Comparator.<Fields>comparingLong(one -> at(one, byCreation))
            .thenComparingInt(one -> Integer.parseInt(one.text("id").substring(1)));
    return ascending ? order : order.reversed();
  }

  private static long at(Fields one, boolean byCreation) {
    Long message = messageAt(one);
    return byCreation || message == null ? one.integer("createdAt") : message;
  }

  private static @Nullable Long messageAt(Fields one) {
    Fields last = one.objectOrNull("lastMessage");
    return last == null ? null : last.integer("createdAt");
  }

  private static String access(Fields one) {
    return one.object("participants").object("alice").text("access");
  }

  private long time(List<Fields> all) {
    return at(all.get(random.nextInt(all.size())), random.nextBoolean()) + random.nextInt(3) - 1;
  }

  private String value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /// Something that a conversation has, or has not.
  @FunctionalInterface
  private interface Member<T> {
    @Nullable T of(Fields conversation);
  }
}
