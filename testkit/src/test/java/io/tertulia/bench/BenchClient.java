package io.tertulia.bench;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.client.UploadSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An application in a process of its own, told on its standard input what to do: `upload FILE` or
/// `download URL`. It answers the milliseconds, and what it got.
final class BenchClient {
  private BenchClient() {}

  /// Runs until its input ends.
  ///
  /// @param arguments the server, the user, and a token of his
  public static void main(String[] arguments) throws IOException {
    TalkSession session =
        TalkSession.get(
            TalkSessionOptions.builder("demo", arguments[1])
                .baseUri(URI.create(arguments[0]))
                .token(arguments[2])
                .build());
    session.currentUser().createIfNotExists(CreateUserParams.builder("Bench").build()).join();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      long begin = System.nanoTime();
      String got =
          words[0].equals("upload") ? upload(session, words[1]) : Long.toString(download(words[1]));
      System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + got);
    }
  }

  private static String upload(TalkSession session, String file) {
    return session
        .uploadFile(UploadSource.of(Path.of(file)), new FileMetadata("bench.bin"))
        .join()
        .toString();
  }

  private static long download(String url) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long all = 0;
    try (InputStream in = URI.create(url).toURL().openStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        all += count;
      }
    }
    return all;
  }
}
