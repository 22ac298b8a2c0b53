package io.tertulia.bench;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.nio.file.Path;
import java.util.Map;

/// A server in a process of its own, which takes files of any size; it says where it is and which
/// key its app `demo` has.
final class BenchServer {
  private BenchServer() {}

  /// Runs until it is killed.
  ///
  /// @param arguments the data folder
  public static void main(String[] arguments) throws Exception {
    ServerConfig config =
        ServerConfig.read(Map.of("files.max-bytes", "64GiB"), null, Map.of())
            .withoutRates()
            .at("127.0.0.1", 0)
            .in(Path.of(arguments[0]));
    Server server = Server.start(config);
    System.out.println(server.uri() + " " + server.apps().signingKey("demo").join().reveal());
    Thread.currentThread().join();
  }
}
