package io.tertulia.testkit;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.identity.SecretKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, which can be killed. It listens at the same port each time it
/// is started.
final class ChildServer implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final Process process;
  private final URI uri;
  private final String key;

  private ChildServer(Process process, URI uri, String key) {
    this.process = process;
    this.uri = uri;
    this.key = key;
  }

  /// What the child process runs: a server that says where it is and which key its app `demo` has.
  ///
  /// @param arguments data folder, and port or 0
  public static void main(String[] arguments) throws Exception {
    Server server =
        Server.start(
            ServerConfig.DEFAULT
                .withoutRates()
                .with(TestServer.WEBHOOKS)
                .at("127.0.0.1", Integer.parseInt(arguments[1]))
                .in(Path.of(arguments[0])));
    SecretKey key = server.apps().signingKey("demo").join();
    System.out.println(server.uri() + " " + key.reveal());
    Thread.currentThread().join();
  }

  /// Starts it, and waits until it is ready. While it is down, a connection of somebody else may
  /// have its port for a moment; then it is started again.
  static ChildServer start(Path folder, int port) throws IOException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return startOnce(folder, port);
      } catch (IOException e) {
        System.err.println("attempt " + attempt + ": " + e.getMessage());
      }
    }
    return startOnce(folder, port);
  }

  private static ChildServer startOnce(Path folder, int port) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx256m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            ChildServer.class.getName(),
            folder.toString(),
            "" + port);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server did not start");
    }
    String[] words = line.split(" ", -1);
    return new ChildServer(process, URI.create(words[0]), words[1]);
  }

  URI uri() {
    return uri;
  }

  /// The secret key of the app `demo`.
  SecretKey key() {
    return SecretKey.parse(key);
  }

  /// Ends it without a word, as `kill -9` does.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Ends it so after so many milliseconds, wherever it is by then.
  void killAfter(int millis) throws InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
