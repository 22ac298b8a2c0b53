package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.AppSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private static final String HEADER = "{\"type\":\"tertulia\",\"version\":1,\"app\":\"a\"}";
  private static final String ALICE =
      "{\"type\":\"user\",\"id\":\"alice\",\"name\":\"Alice\",\"role\":\"default\",\"createdAt\":5}";
  private static final String ROOM = "{\"type\":\"conversation\",\"id\":\"room\",\"createdAt\":7}";

  private static final String HELLO = "{\"type\":\"bytes\",\"at\":0,\"base64\":\"aGVsbG8=\"}";

  private static final Json SETTINGS =
      AppSettings.read(
              Json.parse(
                  "{\"userSync\":false,\"signedFileUrls\":true,\"defaultLocale\":\"de-DE\","
                      + "\"custom\":{\"k\":\"v\"},\"roles\":{\"staff\":{}}}"))
          .json();

  /// All kinds of lines, as they are written.
  private static final String[] ALL = {
    HEADER,
    "{\"type\":\"settings\",\"settings\":" + SETTINGS.toText() + "}",
    "{\"type\":\"theme\",\"name\":\"dark\",\"theme\":{\"base\":\"default_v7\","
        + "\"files\":{\"b.template\":\"<b/>\",\"a.template\":\"<a/>\"}}}",
    "{\"type\":\"user\",\"id\":\"alice/|^\",\"name\":\"Alice 🍵\",\"custom\":{\"b\":\"2\",\"a\":\"1\"},"
        + "\"locale\":\"en\",\"photoUrl\":\"https://x.test/a.png\",\"role\":\"staff\","
        + "\"welcomeMessage\":\"Hi\",\"email\":[\"a@x.test\",\"b@x.test\"],\"phone\":[\"+49\"],"
        + "\"pushTokens\":{\"fcm:1\":\"true\"},\"availabilityText\":\"at nine\",\"createdAt\":1000}",
    "{\"type\":\"user\",\"id\":\"bob\",\"name\":\"Bob\",\"role\":\"default\",\"createdAt\":1001}",
    "{\"type\":\"user\",\"id\":\"eve\",\"name\":\"Eve\",\"role\":\"default\",\"createdAt\":1001}",
    "{\"type\":\"file\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uploader\":\"bob\",\"kind\":\"voice\","
        + "\"filename\":\"note.txt\",\"durationNanos\":1500000001,"
        + "\"mediaType\":\"text/plain\",\"size\":5,"
        + "\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"}",
    "{\"type\":\"bytes\",\"at\":0,\"base64\":\"aGVsbG8=\"}",
    file("B", "image", "\"width\":640,\"height\":480,"),
    HELLO,
    file("C", "video", "\"width\":1,\"height\":2,\"durationNanos\":3,"),
    HELLO,
    file("D", "audio", "\"durationNanos\":4,"),
    HELLO,
    file("E", "file", ""),
    HELLO,
    "{\"type\":\"conversation\",\"id\":\"empty\",\"createdAt\":900,\"everyoneReadUntil\":950}",
    "{\"type\":\"conversation\",\"id\":\"room\",\"subject\":\"Tea\",\"photoUrl\":\"https://x.test/t\","
        + "\"welcomeMessages\":[\"Welcome\",\"again\"],\"custom\":{\"z\":\"1\"},\"createdAt\":2000}",
    "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_1\",\"createdAt\":2001,"
        + "\"sender\":\"alice/|^\",\"origin\":\"rest\",\"editedAt\":2500,\"custom\":{\"c\":\"d\"},"
        + "\"content\":[{\"type\":\"text\",\"children\":[{\"type\":\"bold\",\"children\":[\"Hi\"]}]}],"
        + "\"text\":\"*Hi*\"}",
    "{\"type\":\"reaction\",\"conversation\":\"room\",\"message\":\"msg_1\",\"emoji\":\":wave:\","
        + "\"user\":\"eve\",\"createdAt\":2010}",
    "{\"type\":\"reaction\",\"conversation\":\"room\",\"message\":\"msg_1\",\"emoji\":\":wave:\","
        + "\"user\":\"bob\",\"createdAt\":2011}",
    "{\"type\":\"reaction\",\"conversation\":\"room\",\"message\":\"msg_1\",\"emoji\":\"👍\","
        + "\"user\":\"bob\",\"createdAt\":2005}",
    "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_2\",\"createdAt\":2002,"
        + "\"origin\":\"import\",\"content\":[{\"type\":\"text\",\"children\":[\"\"]}],\"text\":\"\"}",
    "{\"type\":\"deleted\",\"conversation\":\"room\",\"id\":\"msg_3\",\"createdAt\":2003,"
        + "\"sender\":\"bob\",\"origin\":\"web\"}",
    "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_4\",\"createdAt\":2004,"
        + "\"sender\":\"bob\",\"origin\":\"email\",\"referencedMessageId\":\"msg_1\","
        + "\"content\":[{\"type\":\"file\",\"file\":\"AAAAAAAAAAAAAAAAAAAAAA\"}]}",
    "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_5\",\"createdAt\":2005,"
        + "\"sender\":\"bob\",\"origin\":\"web\","
        + "\"content\":[{\"type\":\"location\",\"latitude\":52.5,\"longitude\":13.25}]}",
    "{\"type\":\"deleted\",\"conversation\":\"room\",\"id\":\"msg_6\",\"createdAt\":2006,"
        + "\"origin\":\"rest\"}",
    shown("B", 2007),
    shown("C", 2008),
    shown("D", 2009),
    shown("E", 2010),
    "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_m\",\"createdAt\":2011,"
        + "\"sender\":\"bob\",\"origin\":\"web\",\"custom\":{\"ключ🍵\":\"\u2028\\u0001\\\"\"},"
        + "\"content\":[{\"type\":\"text\",\"children\":[\"Hey \","
        + "{\"type\":\"mention\",\"id\":\"eve\",\"text\":\"Eve\"},\" look\",{\"type\":\"customEmoji\",\"text\":\":tea:\"}]}]}",
    "{\"type\":\"member\",\"conversation\":\"room\",\"user\":\"alice/|^\",\"access\":\"ReadWrite\","
        + "\"notify\":\"MentionsOnly\",\"joinedAt\":2000,\"readUntil\":2100,\"markedUnread\":true}",
    "{\"type\":\"member\",\"conversation\":\"room\",\"user\":\"bob\",\"access\":\"Read\","
        + "\"notify\":false,\"joinedAt\":2000,\"readUntil\":2001,\"left\":true}",
    "{\"type\":\"member\",\"conversation\":\"room\",\"user\":\"eve\",\"access\":\"None\","
        + "\"notify\":true,\"joinedAt\":2000,\"readUntil\":2000,\"left\":true}",
  };

  private final Server shared = TestServer.shared();

  private static String file(String letter, String kind, String details) {
    return "{\"type\":\"file\",\"id\":\""
        + letter.repeat(22)
        + "\",\"uploader\":\"bob\",\"kind\":\""
        + kind
        + "\",\"filename\":\"note.txt\","
        + details
        + "\"mediaType\":\"text/plain\",\"size\":5,"
        + "\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"}";
  }

  private static String shown(String letter, long at) {
    return "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"msg_%s\",\"createdAt\":%d,"
            .formatted(letter, at)
        + "\"sender\":\"bob\",\"origin\":\"web\",\"content\":[{\"type\":\"file\",\"file\":\""
        + letter.repeat(22)
        + "\"}]}";
  }

  @Test
  void what_came_in_goes_out_again_byte_for_byte() throws Exception {
    try (Server server = Site.empty()) {
      Site site = new Site(server, "a");
      byte[] archive = Site.archive(ALL);
      assertThat(site.bring(archive)).isEqualTo(ALL.length - 6);
      assertThat(Site.lines(site.export())).containsExactly(ALL);
      assertThat(site.bring(archive)).isZero();
      assertThat(site.export()).isEqualTo(archive);
    }
  }

  @Test
  void what_people_did_is_the_same_on_another_server() throws Exception {
    Site site = new Site(shared, unique());
    filled(site);
    byte[] archive = site.export();
    assertThat(archive.length).isGreaterThan(390 << 10);
    try (Server server = Site.empty()) {
      Site other = new Site(server, site.app.app().id());
      other.bring(archive);
      assertThat(other.export()).isEqualTo(archive);
      for (String path : List.of("/users/alice", "/conversations/tea", "/conversations/talk")) {
        assertThat(unstamped(other.ok("GET", path, "")))
            .isEqualTo(unstamped(site.ok("GET", path, "")));
      }
    }
  }

  @Test
  void an_archive_comes_in_by_gzip_and_in_parts_too() throws Exception {
    try (Server server = Site.empty()) {
      Site site = new Site(server, "a");
      for (int i = 1; i < ALL.length; i++) {
        String[] part = {HEADER, ALL[i]};
        if (ALL[i].contains("\"bytes\"")) {
          part = new String[] {HEADER, ALL[i - 1], ALL[i]};
        }
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
          out.write(Site.archive(part));
        }
        site.bring(zipped.toByteArray());
      }
      assertThat(Site.lines(site.export())).containsExactly(ALL);
    }
  }

  @Test
  void a_half_done_import_is_continued_by_the_same_archive() throws Exception {
    Site site = new Site(shared, unique());
    filled(site);
    byte[] archive = site.export();
    try (Server server = Site.empty()) {
      Site other = new Site(server, site.app.app().id());
      for (int part = 1; part < 8; part++) {
        HttpCut.post(other, archive, archive.length * part / 8);
      }
      other.bring(archive);
      assertThat(other.export()).isEqualTo(archive);
    }
  }

  @Test
  void a_bad_line_is_named() throws Exception {
    Site site = new Site(shared, unique());
    String sent =
        "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"m1\",\"createdAt\":9,"
            + "\"sender\":\"alice\",\"origin\":\"rest\",\"text\":\"x\"}";
    assertThat(site.refused(Site.archive(ALICE))).startsWith("line 1: no header");
    assertThat(site.refused(Site.archive(HEADER, "", "{\"type\":\"cake\"}")))
        .startsWith("line 3: type: cake");
    assertThat(site.refused(Site.archive(HEADER, HEADER))).startsWith("line 2: type: tertulia");
    assertThat(site.refused(Site.archive(HEADER, ALICE, sent)))
        .startsWith("line 3: conversation: room");
    assertThat(site.refused(Site.archive(HEADER.replace("1", "2"))))
        .isEqualTo("line 1: version: 2 (expected: 1 to 1)");
    assertThat(site.refused(Site.archive(HEADER, ALL[7]))).startsWith("line 2: type: bytes");
    assertThat(site.refused(Site.archive(HEADER, ALL[6], ALL[7].replace(":0", ":1"))))
        .startsWith("line 3: at: 1");
    assertThat(site.refused(Site.archive(HEADER, ALL[6].replace("2cf2", "2cf3"), ALL[7])))
        .startsWith("line 3: sha256: 2cf24d");
    site.bring(Site.archive(HEADER, ALICE, ROOM, sent));
    String older = sent.replace("m1", "m2");
    assertThat(
            site.refused(
                Site.archive(
                    HEADER, older.replace("\"x\"", "\"" + "y".repeat(10_001) + "\""), older)))
        .startsWith("line 2: text: 10001 characters");
    assertThat(Site.lines(site.export())).hasSize(5);
  }

  @Test
  void what_is_there_stays_as_it_is() throws Exception {
    Site site = new Site(shared, unique());
    site.ok("PUT", "/users/alice", "{\"name\":\"Alicia\"}");
    site.ok("PATCH", "/settings", "{\"defaultLocale\":\"fr\"}");
    assertThat(site.bring(Site.archive(HEADER, ALL[1], ALICE, ROOM))).isEqualTo(1);
    assertThat(Fields.of(site.ok("GET", "/users/alice", ""), "").text("name")).isEqualTo("Alicia");
    assertThat(Fields.of(site.ok("GET", "/settings", ""), "").text("defaultLocale"))
        .isEqualTo("fr");
  }

  @Test
  void a_retry_of_a_send_is_known_on_the_server_that_took_the_app_over() throws Exception {
    Site site = new Site(shared, unique());
    filled(site);
    String keyed =
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"once\",\"idempotencyKey\":\"k1\"}";
    String id = site.message("tea", keyed);
    String gone = site.message("tea", keyed.replace("k1", "k2"));
    site.ok("DELETE", "/conversations/tea/messages/" + gone, "");
    byte[] archive = site.export();
    try (Server server = Site.empty()) {
      new Site(server, "another").ok("PUT", "/users/first", "{\"name\":\"First\"}");
      Site other = new Site(server, site.app.app().id());
      other.bring(archive);
      assertThat(other.message("tea", keyed)).isEqualTo(id);
      assertThat(other.message("tea", keyed.replace("k1", "k2"))).isEqualTo(gone);
      assertThat(other.export()).isEqualTo(archive);
    }
  }

  @Test
  void a_file_of_another_app_of_the_server_is_not_touched() throws Exception {
    Site site = new Site(shared, unique());
    site.bring(
        Site.archive(
            HEADER,
            ALL[3],
            ALL[4],
            ALL[5],
            ALL[6],
            ALL[7],
            ALL[17],
            ALL[24].replace("\"referencedMessageId\":\"msg_1\",", "")));
    Site twin = new Site(shared, unique());
    byte[] archive = site.export();
    twin.bring(archive);
    assertThat(twin.bring(archive)).isZero();
    List<String> exported = Site.lines(twin.export());
    assertThat(exported).hasSameSizeAs(Site.lines(archive));
    assertThat(String.join("\n", exported))
        .contains("aGVsbG8=")
        .doesNotContain("AAAAAAAAAAAAAAAAAAAAAA");
    String url = url(twin);
    site.ok("DELETE", "/conversations/room", "");
    assertThat(url(twin)).isEqualTo(url);
  }

  private static String url(Site site) throws Exception {
    Json page = site.ok("GET", "/conversations/room/messages", "");
    return Fields.of(page, "")
        .objects("data", one -> one)
        .getFirst()
        .object("attachment")
        .text("url");
  }

  /// What clients do, by REST.
  private static void filled(Site site) throws Exception {
    site.ok(
        "PUT",
        "/users",
        "{\"alice\":{\"name\":\"Alice\",\"email\":[\"a@x.test\"],\"pushTokens\":{\"fcm:1\":true}},"
            + "\"bob\":{\"name\":\"Bob\",\"custom\":{\"a\":\"1\"}},\"eve\":{\"name\":\"Eve\"}}");
    site.ok(
        "PUT", "/conversations/talk", "{\"participants\":[\"alice\"],\"custom\":{\"a\":\"b\"}}");
    site.ok(
        "PUT",
        "/conversations/tea",
        "{\"subject\":\"Tea\",\"participants\":[\"alice\",\"bob\",\"eve\"]}");
    String said = "{\"type\":\"UserMessage\",\"sender\":\"alice\",";
    String first =
        site.message("tea", said + "\"text\":\"*hello* _you_\",\"custom\":{\"k\":\"v\"}}");
    site.message("tea", said + "\"text\":\"answer\",\"referencedMessageId\":\"" + first + "\"}");
    site.message("tea", "{\"type\":\"SystemMessage\",\"text\":\"<https://x.test|link>\"}");
    site.message("tea", said + "\"location\":[1.5,-2]}");
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    String token = site.upload("noise.bin", bytes);
    String file = site.message("tea", said + "\"attachmentToken\":\"" + token + "\"}");
    site.message("talk", said + "\"attachmentToken\":\"" + token + "\"}");
    String empty = site.upload("empty.txt", Arrays.copyOf("x".getBytes(StandardCharsets.UTF_8), 1));
    site.message("talk", said + "\"attachmentToken\":\"" + empty + "\"}");
    String path = "/conversations/tea/messages/";
    site.ok("PUT", path + first, "{\"text\":\"hello\"}");
    site.ok("PUT", path + file + "/reactions/:wave:/eve", "");
    site.ok("PUT", path + file + "/reactions/:wave:/bob", "");
    site.ok("PUT", path + first + "/reactions/%F0%9F%91%8D/bob", "");
    String gone = site.message("tea", said + "\"text\":\"oops\"}");
    site.ok("DELETE", path + gone, "");
    site.ok("PATCH", "/conversations/tea/participants/bob", "{\"notify\":\"MentionsOnly\"}");
    site.ok("PATCH", "/conversations/tea/participants/eve", "{\"access\":\"None\"}");
    site.ok("DELETE", "/conversations/talk/participants/alice", "");
  }

  /// Without addresses, which differ from server to server.
  private static String unstamped(Json json) {
    return json.toText().replaceAll("http://127[^\"]*|ft_[^\"]*", "");
  }

  private static String unique() {
    return "a" + UUID.randomUUID().toString().substring(0, 8);
  }
}
