package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Apps by the command line, on a server that runs and on one that does not.
class AppsCommandTest {
  @TempDir Path folder;

  @Test
  void apps_come_and_go_while_no_server_runs() {
    Run made = app("create", "shop");
    assertThat(made.status()).as(made.err.text()).isEqualTo(0);
    assertThat(made.out.text()).matches("sk_live_[0-9A-Za-z]{40}\\R");
    assertThat(lines(app("list"))).containsExactly("demo", "shop");
    assertThat(app("delete", "shop").status()).isEqualTo(0);
    assertThat(lines(app("list"))).containsExactly("demo");
    Run again = app("delete", "shop");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err.text()).isEqualTo("tertulia: app: shop does not exist\n");
  }

  @Test
  void a_server_that_runs_on_the_folder_is_asked() throws Exception {
    try (Server server = Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder))) {
      String key = app("create", "shop").out.take("");
      assertThat(server.apps().signingKey("shop").join().reveal()).isEqualTo(key);
      Run byUrl = Run.of("app", "list", "--url", server.uri().toString());
      assertThat(byUrl.status()).isEqualTo(2);
      assertThat(byUrl.err.text()).contains("TERTULIA_ADMIN_KEY");
    }
  }

  @Test
  void an_app_that_somebody_made_without_asking_is_claimed_once() throws Exception {
    try (Server server = Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder))) {
      String id = server.apps().anonymous().make(1).id();
      assertThat(app("claim", id).status()).isEqualTo(0);
      assertThat(server.apps().find(id).join().anonymous()).isFalse();
      Run again = app("claim", id);
      assertThat(again.status()).isEqualTo(1);
      assertThat(again.err.text())
          .isEqualTo("tertulia: anonymous app: " + id + " does not exist\n");
    }
  }

  private Run app(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "app";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = folder.toString();
    return Run.of(all);
  }

  private static String[] lines(Run run) {
    assertThat(run.status()).isEqualTo(0);
    return run.out.text().split("\\R");
  }
}
