package io.tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
  @TempDir Path folder;

  @Test
  void a_data_folder_has_one_server_at_a_time() throws Exception {
    var config = ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder);
    String holder = Long.toString(ProcessHandle.current().pid());
    try (Server first = Server.start(config)) {
      assertThat(first.uri().getPort()).isPositive();
      assertThatThrownBy(() -> Server.start(config))
          .hasMessageContaining("held by process " + holder);
    }
    Server.start(config).close();
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (Server first =
        Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder.resolve("1")))) {
      int port = first.uri().getPort();
      var second = ServerConfig.DEFAULT.at("127.0.0.1", port).in(folder.resolve("2"));
      assertThatThrownBy(() -> Server.start(second))
          .hasMessageContaining("port " + port + " of 127.0.0.1");
      Server.start(second.at("127.0.0.1", 0)).close();
    }
  }

  @Test
  void a_new_store_begins_with_the_app_demo() throws Exception {
    var config = ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder);
    try (Server server = Server.start(config)) {
      assertThat(server.apps().find("demo").join().settings().verifyIdentity()).isTrue();
    }
    var dev = new ServerConfig("127.0.0.1", 0, folder, true, Path.of(""), 0, Limits.DEFAULT);
    try (Server server = Server.start(dev)) {
      assertThat(server.apps().find("demo").join().settings().verifyIdentity()).isFalse();
    }
    try (Server server = Server.start(config)) {
      assertThat(server.apps().find("demo").join().settings().verifyIdentity()).isTrue();
    }
  }
}
