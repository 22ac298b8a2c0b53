package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Uploads by clients of tus that nobody here wrote.
@ExtendWith(TertuliaExtension.class)
class TusClientsTest {
  private static final int SIZE = 5_000_000;
  private static final int CUTS = 20;
  private static final int CHUNK = 64 << 10;

  @TempDir private Path folder;

  @Test
  void tus_java_client_uploads_a_file(People people) throws Exception {
    Path file = file(SIZE);
    TusClient client = client(people, people.server().uri());
    TusUploader uploader = client.createUpload(upload(file));
    send(uploader);
    assertSame(file, people, token(people, uploader));
  }

  @Test
  void tus_java_client_is_cut_twenty_times_and_goes_on(People people, Scissors scissors)
      throws Exception {
    Path file = file(SIZE);
    TusClient client = client(people, scissors.uri());
    List<Long> offsets = new ArrayList<>();
    TusUploader uploader = null;
    for (int attempt = 0; uploader == null && attempt < 5 * CUTS; attempt++) {
      if (scissors.cuts() < CUTS) {
        scissors.cutAfter(SIZE / CUTS);
      }
      try {
        TusUploader begun = client.resumeOrCreateUpload(upload(file));
        offsets.add(begun.getOffset());
        send(begun);
        uploader = begun;
      } catch (IOException | ProtocolException e) {
        // Cut: what came until then is there.
      }
    }
    assertThat(scissors.cuts()).isEqualTo(CUTS);
    assertThat(offsets).isSorted();
    // A cut loses what was on its way: at most what may pass until the next.
    assertThat(offsets.getLast()).isGreaterThan(SIZE / 4);
    assertSame(file, people, token(people, uploader));
  }

  @Test
  void tus_js_client_uploads_a_file(People people) throws Exception {
    NodePackage tus = NodePackage.install("tus-js-client@4.3.1");
    people.create("alice");
    Path file = file(SIZE);
    String said =
        tus.run(
            Path.of("src/test/resources/tus/upload.js"),
            endpoint(people, people.server().uri()),
            people.token("alice"),
            file.toString(),
            "file");
    assertSame(file, people, said.split(" ", -1)[1]);
  }

  @Test
  void tus_js_client_is_cut_and_goes_on(People people, Scissors scissors) throws Exception {
    NodePackage tus = NodePackage.install("tus-js-client@4.3.1");
    people.create("alice");
    Path file = file(SIZE);
    Thread cutting = Thread.ofVirtual().start(() -> cut(scissors, 5));
    String said =
        tus.run(
            Path.of("src/test/resources/tus/upload.js"),
            endpoint(people, scissors.uri()),
            people.token("alice"),
            file.toString(),
            "voice",
            Integer.toString(4 * CHUNK));
    cutting.interrupt();
    cutting.join();
    assertThat(scissors.cuts()).isBetween(3, 5);
    assertSame(file, people, said.split(" ", -1)[1]);
  }

  private static void cut(Scissors scissors, int times) {
    for (int done = 0; done < times && !Thread.interrupted(); done++) {
      scissors.cutAfter(SIZE / 10);
      while (scissors.cuts() == done && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
  }

  private static void send(TusUploader uploader) throws IOException, ProtocolException {
    uploader.setChunkSize(CHUNK);
    while (uploader.uploadChunk() > -1) {
      // The next one.
    }
    uploader.finish();
  }

  private static TusClient client(People people, URI server) throws Exception {
    people.create("alice");
    TusClient client = new TusClient();
    client.setUploadCreationURL(URI.create(endpoint(people, server)).toURL());
    client.enableResuming(new TusURLMemoryStore());
    client.setHeaders(Map.of("Authorization", "Bearer " + people.token("alice")));
    return client;
  }

  private static String endpoint(People people, URI server) {
    return server + "/v1/" + people.appId() + "/uploads";
  }

  private static TusUpload upload(Path file) throws IOException {
    TusUpload upload = new TusUpload(file.toFile());
    upload.setMetadata(Map.of("filename", "tea.bin", "kind", "file"));
    return upload;
  }

  /// The token of the file, as the server tells it of a complete upload.
  private static String token(People people, TusUploader done) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(people.server().uri().resolve(done.getUploadURL().toURI().getPath()))
            .HEAD()
            .header("Tus-Resumable", "1.0.0")
            .header("Authorization", "Bearer " + people.token("alice"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("Tertulia-File-Token")
          .orElseThrow();
    }
  }

  private static void assertSame(Path file, People people, String token) throws Exception {
    Fields told = Fields.of(people.backend().get("files", token).orThrow().body(), "");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(told.text("url"))).build();
      assertThat(http.send(request, BodyHandlers.ofByteArray()).body())
          .isEqualTo(Files.readAllBytes(file));
    }
  }

  private Path file(int size) throws IOException {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return Files.write(folder.resolve("tea.bin"), bytes);
  }
}
