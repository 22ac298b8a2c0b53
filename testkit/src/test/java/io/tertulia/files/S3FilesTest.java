package io.tertulia.files;

import static io.tertulia.files.VaultContract.bytes;
import static io.tertulia.files.VaultContract.same;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.client.FileMetadata;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.UploadSource;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.server.files.FileSettings;
import io.tertulia.server.files.S3Settings;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A server whose files are in an object store.
class S3FilesTest {
  /// Goes up in parts.
  private static final int SIZE = (12 << 20) + 5;

  private static ObjectStore store;

  @BeforeAll
  static void start() {
    store = ObjectStore.shared();
    ObjectStore.giveCredentials();
  }

  @Test
  void a_file_is_in_the_store_until_its_last_message_goes() throws Exception {
    S3Settings bucket = store.bucket(store.uri());
    byte[] bytes = bytes(SIZE);
    try (TestServer server = start(bucket);
        People people = server.newApp()) {
      people.conversation("lunch", "alice", "bob");
      FileToken token =
          people
              .session("alice")
              .uploadFile(UploadSource.of(bytes), new FileMetadata("plan.bin"))
              .join();
      assertThat(store.keys(bucket)).hasSize(1);
      MessageRef first = send(people, token);
      MessageRef second = send(people, token);
      URI url = URI.create(seen(people, first).url());

      same(get(url, Map.of()).body(), bytes);
      HttpResponse<byte[]> part = get(url, Map.of("Range", "bytes=5000000-5999999"));
      assertThat(part.statusCode()).isEqualTo(206);
      same(part.body(), Arrays.copyOfRange(bytes, 5_000_000, 6_000_000));

      first.delete().join();
      assertThat(get(url, Map.of("Range", "bytes=0-0")).statusCode()).isEqualTo(206);
      second.delete().join();
      while (get(url, Map.of("Range", "bytes=0-0")).statusCode() != 404
          || !store.keys(bucket).isEmpty()) {
        Thread.onSpinWait(); // It is removed behind the commit.
      }
    }
  }

  @Test
  void a_store_in_trouble_refuses_files_and_the_server_goes_on() throws Exception {
    try (Scissors scissors = Scissors.before(store.uri())) {
      S3Settings bucket = store.bucket(scissors.uri());
      try (TestServer server = start(bucket);
          People people = server.newApp()) {
        people.conversation("lunch", "alice", "bob");
        FileToken token = token(upload(people));
        URI url = URI.create(seen(people, send(people, token)).url());

        scissors.refuse();
        scissors.cut();
        assertThat(upload(people).statusCode()).isEqualTo(503);
        assertThat(get(url, Map.of()).statusCode()).isEqualTo(503);
        send(people, token);

        scissors.heal();
        same(get(url, Map.of()).body(), bytes(1_000));
        send(people, token(upload(people)));
        assertThat(store.keys(bucket)).hasSize(2);
      }
    }
  }

  @Test
  void a_store_that_hangs_keeps_no_server_from_stopping() throws Exception {
    try (Grumbler grumbler = new Grumbler(store.uri())) {
      S3Settings bucket = patient(store.bucket(grumbler.uri()));
      try (TestServer server = start(bucket);
          People people = server.newApp()) {
        people.conversation("lunch", "alice", "bob");
        MessageRef sent = send(people, token(upload(people)));
        grumbler.ignore(line -> line.startsWith("DELETE"));
        int before = grumbler.seen().size();
        sent.delete().join();
        while (grumbler.seen().size() == before) {
          Thread.onSpinWait(); // Until the store is asked to delete it.
        }
      }
    }
  }

  @Test
  void a_kind_of_vault_that_is_not_installed_stops_the_start() {
    assertThatThrownBy(() ->
            TestServer.start(
                config -> config.with(new FileSettings("", "s4", "", S3Settings.DEFAULT))))
        .hasMessageContaining("files.vault: s4 (expected: folder or s3)");
  }

  @Test
  void a_bucket_that_is_not_there_stops_the_start() {
    S3Settings right = store.bucket(store.uri());
    S3Settings wrong =
        new S3Settings(
            "not-there", "", right.endpoint(), "", true, right.partBytes(), 1, right.silence());

    assertThatThrownBy(() -> start(wrong))
        .hasRootCauseInstanceOf(Exception.class)
        .cause()
        .hasMessageContaining("files.s3.bucket: not-there");
  }

  /// The same, for whoever waits longer than a test may.
  private static S3Settings patient(S3Settings s) {
    return new S3Settings(
        s.bucket(), "", s.endpoint(), s.prefix(), true, s.partBytes(), 20, Duration.ofHours(1));
  }

  private static TestServer start(S3Settings bucket) {
    return TestServer.start(config -> config.with(new FileSettings("", "s3", "", bucket)));
  }

  private static MessageRef send(People people, FileToken token) {
    return people
        .session("alice")
        .conversation("lunch")
        .send(SendMessageParams.builder(new SendFileBlock(token)).build())
        .join();
  }

  private static FileBlock seen(People people, MessageRef message) {
    return (FileBlock)
        people
            .session("bob")
            .conversation("lunch")
            .message(message.id())
            .get()
            .join()
            .orElseThrow()
            .content()
            .getFirst();
  }

  /// Uploads a small file in one request.
  private static HttpResponse<byte[]> upload(People people)
      throws IOException, InterruptedException {
    byte[] bytes = bytes(1_000);
    return ask(
        HttpRequest.newBuilder(people.server().uri().resolve("/v1/" + people.appId() + "/uploads"))
            .header("Authorization", "Bearer " + people.token("alice"))
            .header("Tertulia-User", "alice")
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", "" + bytes.length)
            .header("Upload-Metadata", "filename YS5iaW4=")
            .header("Content-Type", "application/offset+octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  private static FileToken token(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    return new FileToken(answer.headers().firstValue("Tertulia-File-Token").orElseThrow());
  }

  private static HttpResponse<byte[]> get(URI url, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    headers.forEach(request::header);
    return ask(request);
  }

  private static HttpResponse<byte[]> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    }
  }
}
