package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tertulia.client.MessageSearch;
import io.tertulia.client.SearchMessageSnapshot;
import io.tertulia.client.SearchState;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Seventy days of a real conversation, searched by somebody who was there on twenty of them: what
/// is found is what a plain scan of the texts finds.
///
/// `-Dtertulia.search.days` says how many days are there, `-Dtertulia.search.queries` how many
/// queries are compared.
@ExtendWith(TertuliaExtension.class)
class LogSearchTest {
  private static final int DAYS = Integer.getInteger("tertulia.search.days", 6);
  private static final int QUERIES = Integer.getInteger("tertulia.search.queries", 60);
  private static final int OWN_DAYS = 20;
  private static final int TIMED = 41;
  private static final int MOST_HITS = 150;
  private static final int CHUNK = 2_000;
  private static final Path LOG = Path.of("../shared/data/ubuntu-irc.jsonl.gz");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern ENDS = Pattern.compile("^\\p{P}+|\\p{P}+$");

  /// Something said.
  private record Said(String conversation, long at, String text) {}

  @Test
  void what_is_found_in_a_real_log_is_what_a_scan_finds(People people) throws IOException {
    Path file = root().resolve(LOG).normalize();
    assumeTrue(Files.exists(file), file + " is missing");
    Map<String, List<Said>> days = imported(people, file);
    List<String> own = days.keySet().stream().limit(OWN_DAYS).toList();
    own.forEach(day -> people.conversation(day, "reader"));
    List<Said> texts =
        own.stream()
            .flatMap(day -> days.get(day).stream())
            .sorted(Comparator.comparingLong(Said::at).reversed())
            .toList();
    MessageSearch search = people.session("reader").searchMessages(null);
    System.out.println(
        "search: first page of 'ubuntu install' among "
            + texts.size()
            + " messages of "
            + own.size()
            + " conversations after "
            + median(search)
            + " ms (median of "
            + TIMED
            + ")");
    Random random = new Random(7);
    int hits = 0;
    for (int i = 0; i < QUERIES; i++) {
      hits += compare(search, query(random, texts), texts);
    }
    System.out.println("search: " + QUERIES + " random queries found " + hits + " like a scan");
    assertThat(hits).isPositive();
  }

  private static double median(MessageSearch search) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < TIMED; i++) {
      long begin = System.nanoTime();
      SearchState<SearchMessageSnapshot> state = search.setQuery("ubuntu install").join();
      millis.add((System.nanoTime() - begin) / 1e6);
      assertThat(state.results()).hasSize(3);
    }
    return Math.round(10 * millis.stream().sorted().toList().get(TIMED / 2)) / 10.0;
  }

  private static int compare(MessageSearch search, String query, List<Said> texts) {
    List<Said> scanned = texts.stream().filter(said -> scan(query, said.text())).toList();
    SearchState<SearchMessageSnapshot> state = search.setQuery(query).join();
    while (!state.loadedAll() && state.results().size() < MOST_HITS) {
      state = search.loadMore(50).join();
    }
    List<Said> found =
        state.results().stream()
            .map(hit ->
                new Said(
                    hit.conversation().id(),
                    hit.message().createdAt().toEpochMilli(),
                    hit.message().plaintext()))
            .toList();
    assertThat(state.loadedAll()).as(query).isEqualTo(found.size() == scanned.size());
    assertThat(found.stream().map(Said::at))
        .as("order of '%s'", query)
        .isSortedAccordingTo(Comparator.reverseOrder());
    long last = found.isEmpty() ? 0 : found.getLast().at();
    assertThat(found)
        .as(query)
        .doesNotHaveDuplicates()
        .containsAll(scanned.stream().filter(said -> said.at() > last).toList());
    assertThat(scanned).as(query).containsAll(found);
    return found.size();
  }

  /// The rule, as plainly as it can be told; the log has no script without spaces.
  private static boolean scan(String query, String text) {
    List<String> words = words(text).toList();
    List<String> wanted = words(query).toList();
    return !wanted.isEmpty()
        && wanted.stream().allMatch(word -> words.stream().anyMatch(w -> w.startsWith(word)));
  }

  private static Stream<String> words(String text) {
    return SPACES
        .splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .map(word -> ENDS.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty());
  }

  /// One to three words of the log, some cut short, some with punctuation, some shouted.
  private static String query(Random random, List<Said> texts) {
    List<String> query = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String text = texts.get(random.nextInt(texts.size())).text().strip();
      List<String> words = SPACES.splitAsStream(text).toList();
      String word = words.get(random.nextInt(words.size()));
      int points = word.codePointCount(0, word.length());
      int cut = word.offsetByCodePoints(0, Math.min(points, 1 + random.nextInt(6)));
      query.add(
          switch (random.nextInt(6)) {
            case 0, 1 -> word;
            case 2 -> word.toUpperCase(Locale.ROOT);
            case 3 -> "(" + word + "!)";
            default -> word.substring(0, cut);
          });
    }
    return String.join(random.nextBoolean() ? " " : "\t ", query);
  }

  /// Imports the log, a conversation a day; tells what was said in each.
  private static Map<String, List<Said>> imported(People people, Path file) throws IOException {
    Map<String, List<HistoryEntry>> days = new LinkedHashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Fields fields = Fields.of(Json.parse(line), "");
        String day = fields.text("conversation");
        if (!days.containsKey(day) && days.size() == DAYS) {
          break;
        }
        if (fields.textOrNull("text") != null) {
          days.computeIfAbsent(day, key -> new ArrayList<>()).add(said(fields));
        }
      }
    }
    Map<String, List<Said>> texts = new LinkedHashMap<>();
    long begin = System.nanoTime();
    days.forEach((day, entries) -> {
      for (int from = 0; from < entries.size(); from += CHUNK) {
        post(people, day, entries.subList(from, Math.min(entries.size(), from + CHUNK)));
      }
    });
    double seconds = (System.nanoTime() - begin) / 1e9;
    days.forEach((day, entries) ->
        texts.put(
            day,
            entries.stream()
                .map(entry -> (HistoryEntry.Said) entry)
                .map(said -> new Said(day, said.at(), TextBlock.parse(said.text()).toPlaintext()))
                .filter(said -> !said.text().isBlank())
                .toList()));
    int count = days.values().stream().mapToInt(List::size).sum();
    System.out.println(
        "search: imported " + count + " messages at " + Math.round(count / seconds) + " a second");
    return texts;
  }

  private static void post(People people, String day, List<HistoryEntry> entries) {
    Json body =
        Json.object().putAll("entries", entries.stream().map(HistoryEntry::json).toList()).build();
    people.backend().post(body, "history", day).orThrow();
  }

  private static HistoryEntry said(Fields fields) {
    return new HistoryEntry.Said(
        fields.integer("at"),
        Long.toString(fields.integer("index")),
        fields.textOrNull("user"),
        fields.text("text"),
        Map.of(),
        null);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
