package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Clients that nobody wrote: OpenAPI Generator makes them of the description that a server serves,
/// and they play a scenario in which every operation is called.
@ExtendWith(TertuliaExtension.class)
class GeneratedClientsTest {
  private static final String VERSION = "7.25.0";
  private static final Path GENERATOR =
      Path.of("target", "generator", "openapi-generator-cli-" + VERSION + ".jar").toAbsolutePath();
  private static final Path HERE = Path.of("src/test/resources/generated").toAbsolutePath();
  private static final long PATIENCE_MINUTES = 5;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir private Path folder;

  private static Stream<Fields> steps() throws IOException {
    Json scenario = Json.parse(Files.readAllBytes(HERE.resolve("scenario.json")));
    return ((Json.Arr) scenario).items().stream().map(step -> Fields.of(step, ""));
  }

  /// The names of all operations of an app that a server describes.
  private static List<String> operations(byte[] description) {
    List<String> names = new ArrayList<>();
    Fields.of(Json.parse(description), "").object("paths").json().members().entrySet().stream()
        .filter(path -> path.getKey().startsWith("/v1/"))
        .flatMap(path -> ((Json.Obj) path.getValue()).members().values().stream())
        .filter(Json.Obj.class::isInstance)
        .forEach(operation -> names.add(Fields.of(operation, "").text("operationId")));
    return names;
  }

  @Test
  void the_scenario_calls_every_operation(People people) throws IOException {
    assertThat(steps().map(step -> step.text("call")).distinct())
        .containsExactlyInAnyOrderElementsOf(operations(description(people)));
  }

  @Test
  void a_client_in_java_calls_every_operation(People people) throws Exception {
    Path client = generate(people, "java", "--library", "native");
    Files.copy(HERE.resolve("Drive.java"), client.resolve("src/main/java/Drive.java"));
    run(
        client,
        "mvn",
        "-q",
        "-B",
        "compile",
        "dependency:copy-dependencies",
        "-Dmaven.compiler.parameters=true");
    String apis;
    try (Stream<Path> files =
        Files.list(client.resolve("src/main/java/org/openapitools/client/api"))) {
      apis =
          String.join(
              ",", files.map(file -> file.getFileName().toString().replace(".java", "")).toList());
    }
    String said =
        run(
            client,
            JAVA,
            "-Dapis=" + apis,
            "-cp",
            "target/classes:target/dependency/*",
            "Drive",
            people.server().uri().toString(),
            people.appId(),
            people.secretKey(),
            HERE.resolve("scenario.json").toString(),
            file());
    assertThat(said.lines())
        .containsExactlyElementsOf(steps().map(step -> step.text("call")).toList());
  }

  @Test
  void a_client_in_javascript_calls_every_operation(People people) throws Exception {
    NodePackage packages = NodePackage.install("esbuild@0.28.2", "superagent@10.2.3");
    Path client = generate(people, "javascript", "--additional-properties", "usePromises=true");
    Path sources = packages.folder().resolve("src");
    run(folder, "rm", "-rf", sources.toString());
    Files.move(client.resolve("src"), sources);
    packages.command(
        "esbuild", "src/index.js", "--bundle", "--platform=node", "--outfile=client.js");
    String said =
        packages.run(
            HERE.resolve("drive.js"),
            people.server().uri().toString(),
            people.appId(),
            people.secretKey(),
            HERE.resolve("scenario.json").toString(),
            folder.resolve("openapi.json").toString(),
            file());
    assertThat(said.lines())
        .containsExactlyElementsOf(steps().map(step -> step.text("call")).toList());
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("tea.txt"), "tea").toString();
  }

  private static byte[] description(People people) throws IOException {
    URI at = people.server().uri().resolve("/openapi.json");
    try (var in = at.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private Path generate(People people, String language, String... options) throws Exception {
    synchronized (GeneratedClientsTest.class) {
      if (!Files.exists(GENERATOR)) {
        Files.createDirectories(GENERATOR.getParent());
        String artifact = "org.openapitools:openapi-generator-cli:" + VERSION;
        run(
            folder,
            "mvn",
            "-q",
            "-B",
            "dependency:copy",
            "-Dartifact=" + artifact,
            "-DoutputDirectory=" + GENERATOR.getParent());
      }
    }
    Path description = Files.write(folder.resolve("openapi.json"), description(people));
    Path client = folder.resolve(language);
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-jar",
                GENERATOR.toString(),
                "generate",
                "-i",
                description.toString(),
                "-g",
                language,
                "-o",
                client.toString()));
    command.addAll(List.of(options));
    run(folder, command.toArray(String[]::new));
    return client;
  }

  /// Runs a program to its end and returns what it printed.
  private String run(Path in, String... command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MAVEN_OPTS");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Assumptions.abort(command[0] + " cannot be run here: " + e.getMessage());
    }
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + text).isZero();
    return text;
  }
}
