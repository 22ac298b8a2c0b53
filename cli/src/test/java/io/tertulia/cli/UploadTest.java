package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.testkit.Scissors;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  private static final Path FILES = Path.of("../server/src/test/resources/media");
  private static final String PHOTO = FILES.resolve("photo-6.jpg").toString();
  private static final String VOICE = FILES.resolve("voice.ogg").toString();

  private final House house = House.open();

  @Test
  void a_file_that_is_uploaded_in_a_chat_is_seen_by_others() throws Exception {
    try (Run alice = Run.live(chat("alice", url()));
        Run bob = Run.live(chat("bob", url()))) {
      alice.type("/upload " + PHOTO);
      assertThat(bob.out.take("/photo-6.jpg]"))
          .contains("alice: [picture 160 x 120: photo-6.jpg, 1.2 kB, " + url() + "/files/");
      bob.type("/upload --voice " + VOICE);
      assertThat(alice.out.take("/voice.ogg]"))
          .contains("bob: [voice note 0:03: voice.ogg, 6.0 kB, ");
    }
  }

  @Test
  void a_chat_whose_input_ends_waits_for_its_uploads() {
    Run run = Run.with("/upload \"" + PHOTO + "\"\n/upload " + VOICE + "\n", chat("alice", url()));

    assertThat(run.status()).isZero();
    assertThat(run.out.text()).contains("picture 160 x 120", "sound 0:03").hasLineCount(2);
    assertThat(run.err.text()).isEmpty();
  }

  @Test
  void an_upload_in_a_chat_can_be_cancelled() throws Exception {
    try (Scissors scissors = Scissors.before(house.uri());
        Run alice = Run.live(chat("alice", scissors.uri().toString()))) {
      alice.type("first");
      alice.out.take("alice: first");
      alice.type("/cancel");
      alice.err.take("/cancel: no upload is under way");
      scissors.stall();
      alice.type("/upload " + PHOTO);
      alice.type("/cancel");
      alice.err.take("not sent: \"/upload photo-6.jpg\": cancelled");
      scissors.heal();
      alice.type("second");
      alice.out.take("alice: second");
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() throws Exception {
    try (Run alice = Run.live(chat("alice", url()))) {
      alice.type("/upload no such file");
      alice.err.take("no such file: no file that can be read");
      alice.type("/upload");
      alice.err.take("/upload: no file (expected: its path, such as /upload photo.jpg)");
    }
    Run run = upload("nothing.jpg");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).isEqualTo("tertulia: nothing.jpg: no file that can be read\n");
  }

  @Test
  void a_token_is_printed_for_each_file_and_can_be_sent() {
    Run run = upload(PHOTO, VOICE);

    assertThat(run.status()).isZero();
    assertThat(run.err.text()).isEmpty();
    List<String> tokens = run.out.text().lines().toList();
    assertThat(tokens).hasSize(2).allMatch(token -> token.startsWith("ft_"));
    try (TalkSession alice = house.session("alice")) {
      var room = alice.conversation("room");
      room.createIfNotExists().join();
      FileToken token = new FileToken(tokens.getFirst());
      var sent = room.send(SendMessageParams.builder(new SendFileBlock(token)).build()).join();
      assertThat(sent.get().join().orElseThrow().content().toString()).contains("photo-6.jpg");
    }
  }

  @Test
  void a_file_is_sent_where_that_is_asked_for() throws Exception {
    Run run = upload(PHOTO, "--in", "room", "--kind", "file");

    assertThat(run.status()).as(run.err.text()).isZero();
    try (Run bob = Run.live(chat("bob", url()))) {
      assertThat(bob.out.take("/photo-6.jpg]")).contains("alice: [file: photo-6.jpg, 1.2 kB, ");
    }
  }

  @Test
  void a_file_that_is_too_large_is_refused_before_it_is_sent(@TempDir Path folder)
      throws Exception {
    Path large = folder.resolve("large.bin");
    try (var file =
        Files.newByteChannel(
            large,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE))) {
      file.position(100L << 20).write(ByteBuffer.allocate(1));
    }

    Run run = upload(large.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).startsWith("tertulia: large.bin: FILE_REJECTED").hasLineCount(1);
  }

  @Test
  void that_nobody_is_there_is_said_soon() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Run run = Run.of("upload", PHOTO, "--as", "al", "--url", "http://127.0.0.1:" + free);

    assertThat(run.statusWithin(Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(run.err.text()).startsWith("tertulia: no server answers at ").hasLineCount(1);
  }

  @Test
  void without_a_token_it_says_how_to_make_one() {
    Run run = Run.of("upload", PHOTO, "--as", "al", "--url", url(), "--app", house.app);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text())
        .contains("./tertulia token --app " + house.app + " --user al")
        .hasLineCount(1);
  }

  @Test
  void wrong_usage_ends_with_2() {
    assertThat(Run.of("upload", "--as", "al").status()).isEqualTo(2);
    assertThat(Run.of("upload", PHOTO).status()).isEqualTo(2);
    assertThat(upload(PHOTO, "--kind", "song").status()).isEqualTo(2);
    assertThat(upload(PHOTO, "--in", "").status()).isEqualTo(2);
    assertThat(Run.of("upload", "--help").status()).isZero();
  }

  private Run upload(String... arguments) {
    List<String> all = new ArrayList<>(List.of("upload"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(
        List.of(
            "--as",
            "alice",
            "--url",
            url(),
            "--app",
            house.app,
            "--token",
            house.tokenOf("alice")));
    return Run.of(all.toArray(String[]::new));
  }

  private String[] chat(String user, String url) {
    return new String[] {
      "chat",
      "--as",
      user,
      "--in",
      "room",
      "--url",
      url,
      "--app",
      house.app,
      "--token",
      house.tokenOf(user)
    };
  }

  private String url() {
    return house.uri().toString();
  }
}
