package io.tertulia.server.files;

import static io.tertulia.server.files.UploadsTest.assertRefused;
import static io.tertulia.server.files.UploadsTest.bytes;
import static io.tertulia.server.files.UploadsTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUsesTest {
  @TempDir Path folder;
  private FilesWorld world;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    world = new FilesWorld(folder);
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_file_is_kept_until_the_last_message_that_names_it_goes() throws Exception {
    FileToken token = world.token(alice, bytes(10));
    world.name(1, 1, token);
    world.name(2, 1, token);
    world.advance(Duration.ofDays(400));
    world.sweep();
    assertThat(world.block(alice, token).url()).endsWith("/a.bin");
    world.name(1, 1);
    world.sweep();
    assertThat(world.block(alice, token).url()).endsWith("/a.bin");
    world.name(2, 1);
    assertRefused(() -> world.block(alice, token), ErrorCode.INVALID_ARGUMENT);
    assertThat(world.depot.downloads().find("test", FileTokens.id(token))).isEmpty();
    world.sweep();
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void an_edit_lets_one_file_go_and_keeps_the_other() throws Exception {
    FileToken first = world.token(alice, bytes(10));
    FileToken second = world.token(alice, bytes(11));
    world.name(1, 1, first);
    world.name(1, 1, second);
    world.sweep();
    assertRefused(() -> world.block(alice, first), ErrorCode.INVALID_ARGUMENT);
    world.advance(Duration.ofDays(2));
    world.sweep();
    assertThat(world.block(alice, second).size()).isEqualTo(11);
    world.name(1, 1, second);
    world.sweep();
    assertThat(world.left()).containsExactly(FileTokens.id(second));
  }

  @Test
  void a_conversation_that_goes_takes_along_what_no_other_needs() throws Exception {
    FileToken own = world.token(alice, bytes(10));
    FileToken shared = world.token(alice, bytes(11));
    world.name(1, 1, own);
    world.name(1, 2, own);
    world.name(1, 3, shared);
    world.name(2, 1, shared);
    world.database.write(sql -> {
      world.depot.uses().forget(sql, 1);
      return true;
    });
    world.sweep();
    assertThat(world.left()).containsExactly(FileTokens.id(shared));
    assertThat(world.block(alice, shared).size()).isEqualTo(11);
  }

  @Test
  void a_file_that_was_sent_is_no_upload_any_more() throws Exception {
    FileToken token = world.token(alice, bytes(10));
    String id = FileTokens.id(token);
    world.name(1, 1, token);
    assertRefused(() -> world.depot.uploads().look(alice, id), ErrorCode.NOT_FOUND);
    world.depot.uploads().remove(alice, id);
    assertThat(world.block(alice, token).size()).isEqualTo(10);
    assertThat(world.left()).containsExactly(id);
  }

  @Test
  void a_token_with_any_letter_changed_is_refused() throws Exception {
    FileToken token = world.token(alice, bytes(10));
    for (int i = 0; i < token.value().length(); i++) {
      char other = token.value().charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.value().substring(0, i) + other + token.value().substring(i + 1);
      assertRefused(() -> world.block(alice, new FileToken(changed)), ErrorCode.INVALID_ARGUMENT);
    }
    assertThat(world.block(alice, token).token()).isEqualTo(token);
  }

  @Test
  void the_signature_of_one_file_is_worth_nothing_for_another() throws Exception {
    String first = world.token(alice, bytes(10)).value();
    String second = world.token(alice, bytes(10)).value();
    String mixed = first.substring(0, 25) + second.substring(25);
    assertRefused(() -> world.block(alice, new FileToken(mixed)), ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "ft_", "ft_'; DROP TABLE files", "ft_\0", "ft_ünïcödé", "FT_", "../../x"})
  void what_is_no_token_is_refused(String text) {
    assertRefused(() -> world.block(alice, new FileToken(text)), ErrorCode.INVALID_ARGUMENT);
    assertRefused(
        () -> world.depot.downloads().find(alice.app(), new FileToken(text)),
        ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void another_apps_token_is_refused() throws Exception {
    FileToken token = world.token(alice, bytes(10));
    Uploader other = world.app("other");
    assertRefused(() -> world.block(other, token), ErrorCode.INVALID_ARGUMENT);
    assertRefused(
        () -> world.depot.downloads().find(other.app(), token), ErrorCode.INVALID_ARGUMENT);
    assertThat(world.depot.downloads().find("other", FileTokens.id(token))).isEmpty();
  }

  @Test
  void another_servers_token_is_refused() throws Exception {
    FileToken token = world.token(alice, bytes(10));
    world.database.write(sql -> sql.run("UPDATE secrets SET secret = randomblob(32)"));
    world.close();
    open();
    assertRefused(() -> world.block(alice, token), ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind='AUDIO'",
        "filename='b'",
        "width=9",
        "height=9",
        "duration=9",
        "size=9",
        "sha256='0'"
      })
  void a_token_is_good_for_the_file_as_it_was_uploaded_alone(String change) throws Exception {
    var details = new FileDetails(FileKind.VIDEO, "a", 1, 2, Duration.ofSeconds(3));
    FileToken token = token(world.upload(alice, details, bytes(10)));
    assertThat(world.block(alice, token).filename()).isEqualTo("a");
    world.database.write(sql -> sql.run("UPDATE files SET " + change));
    assertRefused(() -> world.block(alice, token), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_signed_url_works_for_an_hour_and_for_one_file() throws Exception {
    Downloads downloads = world.depot.downloads();
    StoredFile file = downloads.find(alice.app(), world.token(alice, bytes(10)));
    StoredFile other = downloads.find(alice.app(), world.token(alice, bytes(10)));
    String query = downloads.signature(file);
    String expires = query.replaceAll("expires=(\\d+)&.*", "$1");
    String signature = query.replaceAll(".*&signature=", "");
    assertThat(downloads.signed(file, expires, signature)).isTrue();
    assertThat(downloads.signed(other, expires, signature)).isFalse();
    assertThat(downloads.signed(file, expires + "0", signature)).isFalse();
    for (String no : new String[] {"", "x", "-1", "99999999999999999999999"}) {
      assertThat(downloads.signed(file, no, signature)).isFalse();
      assertThat(downloads.signed(file, expires, no)).isFalse();
    }
    world.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(downloads.signed(file, expires, signature)).isTrue();
    world.advance(Duration.ofSeconds(1));
    assertThat(downloads.signed(file, expires, signature)).isFalse();
  }
}
