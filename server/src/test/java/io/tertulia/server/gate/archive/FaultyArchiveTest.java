package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Archives that are wrong, or come to where something else is.
class FaultyArchiveTest {
  private static final String HEADER = "{\"type\":\"tertulia\",\"version\":1,\"app\":\"a\"}";
  private static final String ALICE =
      "{\"type\":\"user\",\"id\":\"alice\",\"name\":\"Alice\",\"role\":\"default\",\"createdAt\":5}";
  private static final String ROOM = "{\"type\":\"conversation\",\"id\":\"room\",\"createdAt\":7}";

  private final Server shared = TestServer.shared();

  @Test
  void what_stands_before_a_wrong_line_is_there_and_nothing_behind_it() throws Exception {
    for (String wrong :
        List.of(
            "{",
            "[]",
            "{\"type\":\"cake\"}",
            HEADER,
            "[".repeat(5_000),
            said("m9", 9).replace("alice", "a".repeat(256)),
            said("m9", -9),
            said("m9", Long.MAX_VALUE),
            said("m9", 9).replace("room", "none"),
            said("m9", 9).replace(":9,", ":9.5,"),
            said("m9", 9).replace("\"x\"", "\"" + "x".repeat(10_001) + "\""),
            "{\"type\":\"settings\",\"settings\":{\"unknown\":1}}",
            "{\"type\":\"theme\",\"name\":\"x\",\"theme\":{}}",
            "{\"type\":\"bytes\",\"at\":0,\"base64\":\"\"}",
            "{\"type\":\"file\",\"id\":\"../../etc/passwd\",\"kind\":\"file\",\"filename\":\"x\","
                + "\"mediaType\":\"text/plain\",\"size\":1,\"sha256\":\"00\"}",
            "x".repeat(3 << 20))) {
      Site site = new Site(shared, unique());
      String why =
          site.refused(Site.archive(HEADER, ALICE, ROOM, said("m1", 8), "", wrong, said("m2", 10)));
      assertThat(why).as(wrong.substring(0, Math.min(99, wrong.length()))).startsWith("line 6: ");
      assertThat(kinds(site)).containsExactly("user", "conversation", "message");
    }
  }

  @Test
  void a_wrong_line_far_behind_leaves_all_before_it_too() throws Exception {
    Site site = new Site(shared, unique());
    List<String> lines = new ArrayList<>(List.of(HEADER, ALICE, ROOM));
    for (int i = 10; i < 1_300; i++) {
      lines.add(said("m" + i, i));
    }
    lines.set(1_100, said("wrong", -1));
    lines.add("{}");
    assertThat(site.refused(Site.archive(lines.toArray(String[]::new)))).startsWith("line 1101: ");
    List<String> kept = Site.lines(site.export());
    assertThat(kept).hasSize(1_101).last().asString().contains("\"m" + (1_100 - 3 + 9) + "\"");
  }

  @Test
  void a_reaction_is_brought_behind_which_somebody_has_reacted_since() throws Exception {
    Site site = new Site(shared, unique());
    String reaction =
        "{\"type\":\"reaction\",\"conversation\":\"room\",\"message\":\"m1\",\"emoji\":\":wave:\","
            + "\"user\":\"alice\",\"createdAt\":20}";
    site.bring(Site.archive(HEADER, ALICE, ROOM, said("m1", 8)));
    site.ok("PUT", "/users/eve", "{\"name\":\"Eve\"}");
    site.ok("PUT", "/conversations/room/participants/eve", "");
    site.ok("PUT", "/conversations/room/messages/m1/reactions/:wave:/eve", "");
    String other = reaction.replace("alice", "bob");
    String late = reaction.replace("alice", "zoe").replace("20", "30");
    assertThat(site.bring(Site.archive(HEADER, late, reaction, other))).isEqualTo(3);
    assertThat(site.bring(Site.archive(HEADER, reaction, other, late))).isZero();
    assertThat(Site.lines(site.export()))
        .filteredOn(line -> line.contains("\"reaction\""))
        .satisfiesExactly(
            line -> assertThat(line).contains("alice", ":20}"),
            line -> assertThat(line).contains("bob", ":21}"),
            line -> assertThat(line).contains("zoe", ":30}"),
            line -> assertThat(line).contains("eve"));
  }

  @Test
  void messages_of_one_time_come_one_behind_the_other() throws Exception {
    Site site = new Site(shared, unique());
    String gone =
        "{\"type\":\"deleted\",\"conversation\":\"room\",\"id\":\"m4\",\"createdAt\":8,"
            + "\"sender\":\"alice\",\"origin\":\"web\"}";
    byte[] archive =
        Site.archive(HEADER, ALICE, ROOM, said("m1", 8), said("m2", 8), said("m3", 9), gone);
    site.bring(archive);
    assertThat(site.bring(archive)).isZero();
    assertThat(Site.lines(site.export()).stream().skip(4))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"m1\",\"createdAt\":8,"),
            line -> assertThat(line).contains("\"m2\",\"createdAt\":9,"),
            line -> assertThat(line).contains("\"m3\",\"createdAt\":10,"),
            line -> assertThat(line).contains("\"m4\",\"createdAt\":11,"));
  }

  @Test
  void only_the_app_itself_takes_and_brings_an_archive() throws Exception {
    Site site = new Site(shared, unique());
    Site other = new Site(shared, unique());
    for (String bearer :
        List.of(site.userToken("alice"), other.app.key().reveal(), site.app.key().reveal() + "x")) {
      assertThat(site.status("GET", "/export", bearer)).isEqualTo(401);
      assertThat(site.status("POST", "/import", bearer)).isEqualTo(401);
    }
  }

  @Test
  void the_largest_message_that_can_be_sent_goes_out_and_comes_in() throws Exception {
    Site site = new Site(shared, unique());
    site.ok("PUT", "/users/alice", "{\"name\":\"Alice\"}");
    site.ok("PUT", "/conversations/room", "{\"participants\":[\"alice\"]}");
    String message =
        "{\"type\":\"UserMessage\",\"sender\":\"alice\",\"content\":[{\"type\":\"text\","
            + "\"children\":[{\"type\":\"link\",\"url\":\"https://x.test/\",\"children\":[\"x\"]}]}]}";
    String path = "a".repeat((1 << 20) - message.length() - 2);
    site.message("room", message.replace("x.test/", "x.test/" + path));
    byte[] archive = site.export();
    assertThat(Site.lines(archive)).anyMatch(line -> line.length() > 1 << 20);
    Site twin = new Site(shared, unique());
    twin.bring(archive);
    assertThat(Site.lines(twin.export()).stream().skip(1))
        .isEqualTo(Site.lines(archive).stream().skip(1).toList());
  }

  @Test
  void a_theme_that_is_there_stays_as_it_is() throws Exception {
    Site site = new Site(shared, unique());
    site.ok("PUT", "/themes", "{\"x\":{\"base\":\"mine\",\"files\":{}}}");
    String theme = "{\"type\":\"theme\",\"name\":\"x\",\"theme\":{\"base\":\"b\",\"files\":{}}}";
    assertThat(site.bring(Site.archive(HEADER, theme, theme.replace("\"x\"", "\"y\""))))
        .isEqualTo(1);
    assertThat(site.ok("GET", "/themes", "").toText())
        .isEqualTo("{\"x\":{\"base\":\"mine\",\"files\":{}},\"y\":{\"base\":\"b\",\"files\":{}}}");
  }

  private static List<String> kinds(Site site) throws Exception {
    return Site.lines(site.export()).stream()
        .skip(2)
        .map(line -> line.replaceFirst("\\{\"type\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private static String said(String id, long at) {
    return "{\"type\":\"message\",\"conversation\":\"room\",\"id\":\"%s\",\"createdAt\":%d,"
            .formatted(id, at)
        + "\"sender\":\"alice\",\"origin\":\"rest\",\"text\":\"x\"}";
  }

  private static String unique() {
    return "f" + UUID.randomUUID().toString().substring(0, 8);
  }
}
