package io.tertulia.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  @TempDir Path folder;
  private Database database;
  private final List<List<String>> announced = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("test.db"), 2, 100);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_waits_goes_into_one_commit() {
    try (GroupCommit<Names> commits = commits(100)) {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch hold = new CountDownLatch(1);
      CompletableFuture<Integer> first =
          commits.submit((sql, names) -> {
            started.countDown();
            await(hold);
            return insert(sql, names, "a");
          });
      await(started);
      List<CompletableFuture<Integer>> others =
          List.of(submit(commits, "b"), submit(commits, "c"), submit(commits, "d"));
      hold.countDown();
      first.join();
      others.forEach(CompletableFuture::join);
    }
    assertThat(announced).contains(List.of("b", "c", "d"));
  }

  @Test
  void a_unit_that_fails_undoes_itself_alone() {
    try (GroupCommit<Names> commits = commits(100)) {
      CountDownLatch hold = new CountDownLatch(1);
      CompletableFuture<Integer> first = submit(commits, "a");
      CompletableFuture<Integer> bad =
          commits.submit((sql, names) -> {
            await(hold);
            insert(sql, names, "bad");
            throw new Refusal(ErrorCode.INVALID_ARGUMENT, "no");
          });
      CompletableFuture<Integer> last = submit(commits, "z");
      hold.countDown();
      first.join();
      last.join();
      assertThatThrownBy(bad::join).hasCauseInstanceOf(Refusal.class);
    }
    assertThat(stored()).containsExactly("a", "z");
    assertThat(announced.stream().flatMap(List::stream)).containsExactly("a", "z");
  }

  @Test
  void a_unit_that_breaks_a_constraint_undoes_itself_alone() {
    try (GroupCommit<Names> commits = commits(100)) {
      submit(commits, "a").join();
      assertThatThrownBy(submit(commits, "a")::join).hasCauseInstanceOf(SQLException.class);
      submit(commits, "b").join();
    }
    assertThat(stored()).containsExactly("a", "b");
  }

  @Test
  void a_full_disk_refuses_loses_nothing_and_announces_nothing() throws Exception {
    try (GroupCommit<Names> commits = commits(100)) {
      submit(commits, "a").join();
      long pages = database.write(sql -> sql.number("PRAGMA page_count"));
      database.write(sql -> sql.number("PRAGMA max_page_count=" + pages));
      CompletableFuture<Integer> tooMuch = submit(commits, "x".repeat(100_000));
      assertThatThrownBy(tooMuch::join)
          .cause()
          .isInstanceOfSatisfying(
              Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      database.write(sql -> sql.number("PRAGMA max_page_count=1000000"));
      submit(commits, "b").join();
    }
    assertThat(stored()).containsExactly("a", "b");
    assertThat(announced.stream().flatMap(List::stream)).containsExactly("a", "b");
  }

  @Test
  void one_more_than_may_wait_is_refused() {
    GroupCommit<Names> commits = commits(1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    CompletableFuture<Integer> running =
        commits.submit((sql, names) -> {
          started.countDown();
          await(hold);
          return 0;
        });
    await(started);
    CompletableFuture<Integer> waiting = submit(commits, "a");
    assertThatThrownBy(submit(commits, "b")::join)
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    hold.countDown();
    running.join();
    waiting.join();
    commits.close();
    assertThat(stored()).containsExactly("a");
  }

  @Test
  void what_was_accepted_is_finished_on_closing_and_what_comes_later_is_refused() {
    GroupCommit<Names> commits = commits(100);
    List<CompletableFuture<Integer>> accepted = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      accepted.add(submit(commits, "n" + i));
    }
    commits.close();
    assertThat(accepted).allMatch(CompletableFuture::isDone);
    assertThat(submit(commits, "late")).isCompletedExceptionally();
    assertThat(stored()).hasSize(50);
  }

  @Test
  void a_commit_waits_for_the_disk() throws Exception {
    long synchronous = database.write(sql -> sql.number("PRAGMA synchronous"));
    assertThat(synchronous).isEqualTo(2);
    assertThat(
            database.<String>write(
                sql -> sql.first("PRAGMA journal_mode", r -> r.text(1)).orElseThrow()))
        .isEqualTo("wal");
  }

  @Test
  void tables_of_a_newer_version_are_not_touched() throws Exception {
    database.write(sql -> sql.run("PRAGMA user_version=99"));
    assertThatThrownBy(() -> Database.open(folder.resolve("test.db"), 1, 10))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("newer");
  }

  @Test
  void a_read_sees_one_moment_while_others_write() throws Exception {
    database.write(sql -> insertApp(sql, "a"));
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    CompletableFuture<List<Long>> counts =
        database.read(sql -> {
          long before = sql.number("SELECT count(*) FROM apps");
          read.countDown();
          await(written);
          return List.of(before, sql.number("SELECT count(*) FROM apps"));
        });
    await(read);
    database.write(sql -> insertApp(sql, "b"));
    written.countDown();
    assertThat(counts.join()).containsExactly(1L, 1L);
  }

  private GroupCommit<Names> commits(int maxWaiting) {
    return new GroupCommit<>("test-writer", database, sql -> new Names(), maxWaiting, 100);
  }

  private static CompletableFuture<Integer> submit(GroupCommit<Names> commits, String name) {
    return commits.submit((sql, names) -> insert(sql, names, name));
  }

  private static int insert(Sql sql, Names names, String name) throws SQLException {
    insertApp(sql, name);
    names.now.add(name);
    return names.now.size();
  }

  private static int insertApp(Sql sql, String id) throws SQLException {
    return sql.run("INSERT INTO apps (id, settings, created_at) VALUES (?, '{}', 0)", id);
  }

  private List<String> stored() {
    return database
        .read(sql -> sql.list("SELECT id FROM apps ORDER BY key", r -> r.text(1)))
        .join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Names implements Batch {
    private List<String> now = new ArrayList<>();
    private List<String> marked = List.of();

    @Override
    public void mark() {
      marked = List.copyOf(now);
    }

    @Override
    public void forget() {
      now = new ArrayList<>(marked);
    }

    @Override
    public void flush() {}

    @Override
    public void committed() {
      announced.add(List.copyOf(now));
    }
  }
}
