package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Placed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final String ALICE =
      "{\"type\":\"user\",\"id\":\"alice\",\"name\":\"Alice\",\"createdAt\":5}";

  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws SQLException {
    world = new ChatWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void nothing_comes_into_an_app_that_was_deleted_meanwhile() throws Exception {
    world.database.write(sql -> sql.run("DELETE FROM apps WHERE key=?", world.app().key()));
    assertThatThrownBy(() -> bring(ALICE)).isInstanceOf(Refusal.class).hasMessageContaining("app");
    assertThat(count("users")).isZero();
  }

  @Test
  void whoever_is_being_erased_does_not_go_out_and_comes_back_only_when_that_is_done()
      throws Exception {
    world.people("alice", "bob");
    world.join("alice", "tea");
    world.join("bob", "tea");
    world.send("alice", "tea", "a secret");
    String said = world.send("bob", "tea", "for <@alice|Alice>").messageId();
    world.submit(world.as("alice"), new Command.AddReaction("tea", said, null, "👍"));
    world.database.write(sql ->
        sql.run(
            "UPDATE users SET erased=1, name='…' WHERE app=? AND id='alice'", world.app().key()));
    assertThat(told())
        .filteredOn(line -> line.contains("\"id\":\"tea\"") || line.contains("\"tea\""))
        .hasSize(3)
        .noneMatch(line -> line.contains("alice") && !line.contains("\"text\":\"for"))
        .noneMatch(line -> line.contains("secret"));
    assertThat(told()).noneMatch(line -> line.contains("\"user\",\"id\":\"alice\""));
    assertThatThrownBy(() -> bring(ALICE))
        .isInstanceOf(RefusedLine.class)
        .hasMessageStartingWith("line 1: user: alice is being erased");
  }

  @Test
  void whoever_comes_after_an_erasure_is_newer_than_who_was_erased() throws Exception {
    world.database.write(
        sql -> sql.run("UPDATE apps SET users_from=7 WHERE key=?", world.app().key()));
    bring(ALICE);
    assertThat(version("alice")).isEqualTo(7);
  }

  private long version(String user) throws SQLException {
    return world.database.write(sql ->
        sql.number("SELECT version FROM users WHERE app=? AND id=?", world.app().key(), user));
  }

  private long count(String table) throws SQLException {
    return world.database.write(sql -> sql.number("SELECT count(*) FROM " + table));
  }

  private List<String> told() {
    List<String> lines = new ArrayList<>();
    world
        .chat
        .archives()
        .tell(world.asApp(), line -> lines.add(new String(line.toBytes(), StandardCharsets.UTF_8)))
        .join();
    return lines;
  }

  private void bring(String line) {
    Placed placed = new Placed(1, ArchiveLine.parse(line.getBytes(StandardCharsets.UTF_8)));
    try {
      world.chat.archives().bring(world.asApp(), List.of(placed)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
  }
}
