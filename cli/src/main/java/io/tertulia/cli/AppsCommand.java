package io.tertulia.cli;

import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Creates, lists, claims and deletes the apps of a server.
@Command(
    name = "app",
    description = {
      "Creates, lists, claims and deletes the apps of a server.",
      "",
      "By the data folder, whether its server runs or not; or by --url, with the server's admin key in "
          + AdminDoor.VARIABLE
          + "."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AppsCommand {
  private static final int PAGE = 100;

  private final Surroundings surroundings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The server's data folder: ./data.")
  private @Nullable Path data;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where the server is.")
  private @Nullable String url;

  @Spec private @Nullable CommandSpec spec;

  AppsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "create",
      description = "Creates an app, and prints its first secret key, this once.",
      mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "APP", description = "Its id.") String id)
      throws IOException, InterruptedException {
    try (AdminDoor door = door()) {
      Json app = Json.object().put("id", id).build();
      say(door.call("POST", "/admin/apps", app).object("key").text("key"));
    }
    return 0;
  }

  @Command(
      name = "list",
      description = "Prints the ids of all apps.",
      mixinStandardHelpOptions = true)
  int list() throws IOException, InterruptedException {
    try (AdminDoor door = door()) {
      String last = "";
      List<String> page;
      do {
        Fields answer =
            door.call("GET", "/admin/apps?limit=" + PAGE + "&startingAfter=" + escaped(last), null);
        page = answer.objects("data", app -> app.text("id"));
        page.forEach(this::say);
        last = page.isEmpty() ? last : page.getLast();
      } while (page.size() == PAGE);
    }
    return 0;
  }

  @Command(
      name = "claim",
      description = "Keeps an app that somebody made without asking.",
      mixinStandardHelpOptions = true)
  int claim(@Parameters(paramLabel = "APP", description = "Its id.") String id)
      throws IOException, InterruptedException {
    try (AdminDoor door = door()) {
      door.call("POST", "/admin/apps/" + escaped(id) + "/claim", null);
    }
    return 0;
  }

  @Command(
      name = "delete",
      description = "Deletes an app with all that is in it. It cannot be taken back.",
      mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "APP", description = "Its id.") String id)
      throws IOException, InterruptedException {
    try (AdminDoor door = door()) {
      door.call("DELETE", "/admin/apps/" + escaped(id), null);
    }
    return 0;
  }

  private AdminDoor door() throws IOException {
    String address = url;
    if (address != null) {
      return AdminDoor.at(address, surroundings.environment());
    }
    Path folder = data;
    return AdminDoor.on(
        folder == null ? ServerConfig.DEFAULT.data() : folder, surroundings.environment());
  }

  private void say(String line) {
    CommandSpec here = spec;
    if (here != null) {
      PrintWriter out = here.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
