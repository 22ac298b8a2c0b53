package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.AudioMetadata;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.ImageMetadata;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.client.UploadSource;
import io.tertulia.client.VideoMetadata;
import io.tertulia.client.VoiceMetadata;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.AudioBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.content.PreviewSize;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.content.VideoBlock;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Files from one person's disk to another's screen.
@ExtendWith(TertuliaExtension.class)
class FileTest {
  private static final Path MEDIA = Path.of("..", "server", "src", "test", "resources", "media");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static UploadSource source(String name) {
    return UploadSource.of(MEDIA.resolve(name));
  }

  private static HttpResponse<byte[]> download(String url)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static MessageSnapshot send(ConversationRef to, SendContentBlock block) {
    return to.send(SendMessageParams.builder(block).build()).join().get().join().orElseThrow();
  }

  /// Sends what Alice uploaded, and gives what Bob sees of it in the list he follows.
  private static FileBlock shown(People people, CompletableFuture<FileToken> upload) {
    people.conversation("lunch", "alice", "bob");
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("lunch").subscribeMessages(seen);
    seen.next();
    FileToken token = upload.join();
    send(people.session("alice").conversation("lunch"), new SendFileBlock(token));
    FileBlock block = (FileBlock) seen.next().first().content().getFirst();
    assertThat(block.token()).isEqualTo(token);
    assertThat(block.url())
        .startsWith(people.server().uri() + "/files/" + people.appId() + "/")
        .endsWith("/" + block.filename());
    return block;
  }

  private static void assertBytes(FileBlock block, String name)
      throws IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(MEDIA.resolve(name));
    assertThat(block.size()).isEqualTo(bytes.length);
    HttpResponse<byte[]> answer = download(block.url());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(bytes);
  }

  @Test
  void a_file_goes_from_disk_to_the_other_ones_screen(People people) throws Exception {
    TalkSession alice = people.session("alice");
    FileBlock block =
        shown(people, alice.uploadFile(source("document.pdf"), new FileMetadata("menu.pdf")));
    assertThat(block).isInstanceOf(GenericFileBlock.class);
    assertThat(block.filename()).isEqualTo("menu.pdf");
    assertBytes(block, "document.pdf");
    FileBlock zip =
        shown(people, alice.uploadFile(source("archive.zip"), new FileMetadata("all.zip")));
    assertBytes(zip, "archive.zip");
  }

  @Test
  void an_image_has_the_size_that_is_seen_and_previews(People people) throws Exception {
    TalkSession alice = people.session("alice");
    FileBlock block =
        shown(people, alice.uploadImage(source("photo-6.jpg"), new ImageMetadata("beach.jpg")));
    ImageBlock image = (ImageBlock) block;
    assertThat(image.filename()).isEqualTo("beach.jpg");
    assertThat(image.width()).isEqualTo(160);
    assertThat(image.height()).isEqualTo(120);
    assertBytes(image, "photo-6.jpg");
    for (PreviewSize size : PreviewSize.values()) {
      HttpResponse<byte[]> preview = download(image.previewUrl(size));
      assertThat(preview.statusCode()).isEqualTo(200);
      assertThat(preview.headers().firstValue("content-type")).contains("image/jpeg");
    }
  }

  @Test
  void a_video_has_its_size_and_length(People people) throws Exception {
    TalkSession alice = people.session("alice");
    FileBlock block =
        shown(people, alice.uploadVideo(source("phone.mp4"), new VideoMetadata("trip.mp4")));
    VideoBlock video = (VideoBlock) block;
    assertThat(video.width()).isEqualTo(180);
    assertThat(video.height()).isEqualTo(320);
    assertThat(video.duration()).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_250));
    assertBytes(video, "phone.mp4");
  }

  @Test
  void a_sound_and_a_voice_have_their_length(People people) throws Exception {
    TalkSession alice = people.session("alice");
    AudioBlock audio =
        (AudioBlock)
            shown(people, alice.uploadAudio(source("constant.mp3"), new AudioMetadata("a.mp3")));
    assertThat(audio.duration()).isBetween(Duration.ofMillis(3_450), Duration.ofMillis(3_600));
    assertBytes(audio, "constant.mp3");
    VoiceBlock voice =
        (VoiceBlock)
            shown(people, alice.uploadVoice(source("voice.ogg"), new VoiceMetadata("v.ogg")));
    assertThat(voice.duration()).isBetween(Duration.ofMillis(3_450), Duration.ofMillis(3_600));
    assertBytes(voice, "voice.ogg");
  }

  @Test
  void what_the_uploader_says_of_a_file_is_taken(People people) {
    TalkSession alice = people.session("alice");
    Duration time = Duration.ofMillis(12_345);
    var image = new ImageMetadata("a.png", 7, 8);
    var video = new VideoMetadata("b.mp4", 9, 10, time);
    ImageBlock picture =
        (ImageBlock) shown(people, alice.uploadImage(UploadSource.of(new byte[] {1}), image));
    assertThat(picture.width()).isEqualTo(7);
    assertThat(picture.height()).isEqualTo(8);
    VideoBlock film =
        (VideoBlock) shown(people, alice.uploadVideo(UploadSource.of(new byte[] {1}), video));
    assertThat(film.width()).isEqualTo(9);
    assertThat(film.height()).isEqualTo(10);
    assertThat(film.duration()).isEqualTo(time);
    AudioBlock audio =
        (AudioBlock)
            shown(
                people,
                alice.uploadAudio(
                    UploadSource.of(new byte[] {1}), new AudioMetadata("c.mp3", time)));
    assertThat(audio.duration()).isEqualTo(time);
    VoiceBlock voice =
        (VoiceBlock)
            shown(
                people,
                alice.uploadVoice(
                    UploadSource.of(new byte[] {1}), new VoiceMetadata("d.ogg", time)));
    assertThat(voice.duration()).isEqualTo(time);
  }

  @Test
  void a_file_name_can_do_no_harm(People people) throws Exception {
    String hostile = "../../x\r\ny\u202egpj.exe";
    FileBlock block =
        shown(
            people,
            people
                .session("alice")
                .uploadFile(UploadSource.of(new byte[] {1}), new FileMetadata(hostile)));
    assertThat(block.filename()).isEqualTo("xygpj.exe");
    assertThat(download(block.url()).body()).containsExactly(1);
  }

  @Test
  void a_received_file_is_sent_on_to_another_conversation(People people) throws Exception {
    TalkSession alice = people.session("alice");
    FileBlock block =
        shown(people, alice.uploadFile(source("notes.txt"), new FileMetadata("notes.txt")));
    people.conversation("work", "bob", "carol");
    MessageSnapshot forwarded = send(people.session("bob").conversation("work"), block);
    assertThat(forwarded.content()).containsExactly(block);
    MessageSnapshot again =
        send(people.session("bob").conversation("work"), new SendFileBlock(block.token()));
    assertThat(again.content()).containsExactly(block);
    assertBytes(block, "notes.txt");
  }

  @Test
  void an_address_that_ends_is_given_where_the_app_wants_that(People people) throws Exception {
    people.change(settings -> settings.withSignedFileUrls(true));
    TalkSession alice = people.session("alice");
    people.conversation("lunch", "alice");
    FileToken token = alice.uploadFile(source("notes.txt"), new FileMetadata("notes.txt")).join();
    MessageSnapshot sent = send(alice.conversation("lunch"), new SendFileBlock(token));
    FileBlock block = (FileBlock) sent.content().getFirst();
    assertThat(download(block.url()).statusCode()).isBetween(400, 404);
    String url = alice.fileUrl(token).join();
    assertThat(url).startsWith(block.url() + "?");
    assertThat(download(url).body()).isEqualTo(Files.readAllBytes(MEDIA.resolve("notes.txt")));
    assertRefused(alice.fileUrl(new FileToken("ft_none")), ErrorCode.NOT_FOUND);
  }

  @Test
  void who_may_send_no_files_is_refused_before_the_first_byte(People people) {
    people.create("alice");
    role(people, "quiet", "{'files':false}");
    role(people, "mute", "{'voice':false}");
    give(people, "alice", "quiet");
    TalkSession alice = people.session("alice");
    UploadSource untouched =
        UploadSource.of(
            () -> {
              throw new AssertionError("nobody may read this");
            },
            10);
    assertRefused(
        alice.uploadFile(untouched, new FileMetadata("a.txt")), ErrorCode.PERMISSION_DENIED);
    give(people, "alice", "mute");
    assertRefused(
        alice.uploadVoice(untouched, new VoiceMetadata("a.ogg")), ErrorCode.PERMISSION_DENIED);
    assertThat(alice.uploadFile(source("notes.txt"), new FileMetadata("a.txt")).join()).isNotNull();
  }

  @Test
  void a_file_that_is_too_large_is_refused_before_the_first_byte(People people) {
    UploadSource huge =
        UploadSource.of(
            () -> {
              throw new AssertionError("nobody may read this");
            },
            1L << 40);
    assertRefused(
        people.session("alice").uploadFile(huge, new FileMetadata("a.bin")),
        ErrorCode.FILE_REJECTED);
  }

  @Test
  void a_token_that_is_over_is_replaced_before_an_upload_goes_on(People people) {
    people.create("alice");
    AtomicInteger asked = new AtomicInteger();
    TalkSession alice =
        people.stranger(
            "alice",
            options ->
                options
                    .token(people.token("alice", Duration.ofMinutes(-10)))
                    .tokenProvider(() -> {
                      asked.incrementAndGet();
                      return CompletableFuture.completedFuture(people.token("alice"));
                    }));
    assertThat(alice.uploadFile(source("notes.txt"), new FileMetadata("a.txt")).join()).isNotNull();
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_forged_token_ends_the_session_that_uploads_with_it(People people) {
    people.create("alice", "bob");
    TalkSession alice = people.stranger("alice", options -> options.token(people.token("bob")));
    var upload = alice.uploadFile(source("notes.txt"), new FileMetadata("a.txt"));
    assertRefused(upload, ErrorCode.UNAUTHENTICATED);
    assertRefused(alice.currentUser().get(), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void where_identity_is_not_verified_nobody_needs_a_token(People people) {
    people.create("Zoë/1");
    people.change(settings -> settings.withVerifyIdentity(false));
    var options =
        TalkSessionOptions.builder(people.appId(), "Zoë/1").baseUri(people.server().uri());
    try (TalkSession zoe = TalkSession.get(options.build())) {
      assertThat(zoe.uploadFile(source("notes.txt"), new FileMetadata("a.txt")).join()).isNotNull();
    }
  }

  /// Gives some bytes, and then waits for whatever ends it.
  private static final class Stuck extends InputStream {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean gave;

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (!gave) {
        gave = true;
        return length;
      }
      reached.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void a_cancelled_upload_stops_at_once_and_frees_what_the_server_has(People people)
      throws InterruptedException {
    TalkSession alice = people.session("alice");
    // The server lets nobody have more than 100 that were begun and not sent.
    for (int i = 0; i < 120; i++) {
      Stuck stuck = new Stuck();
      var upload =
          alice.uploadFile(UploadSource.of(stuck, 10 << 20), new FileMetadata("never.bin"));
      stuck.reached.await();
      upload.cancel(false);
      stuck.closed.await();
    }
    assertThat(alice.uploadFile(source("notes.txt"), new FileMetadata("a.txt")).join()).isNotNull();
  }

  private static void role(People people, String name, String json) {
    people.backend().put(Json.parse(json.replace('\'', '"')), "roles", name).orThrow();
  }

  private static void give(People people, String user, String role) {
    people.backend().put(Json.object().put("role", role).build(), "users", user).orThrow();
  }
}
