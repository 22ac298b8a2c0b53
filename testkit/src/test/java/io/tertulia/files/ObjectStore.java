package io.tertulia.files;

import io.tertulia.server.files.S3Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A real server that speaks S3 and looks at signatures and checksums: S3Proxy, in a process of its
/// own, on a folder below `target`. Maven fetches its jars, once; where it cannot, tests that need
/// it are skipped.
final class ObjectStore implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "s3proxy").toAbsolutePath();
  private static final String WHO = "tertulia";
  private static final String SECRET = "not much of a secret";
  private static final Pattern LISTENS = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");

  private final Process process;
  private final URI uri;
  private final S3Client client;

  private ObjectStore(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
    this.client =
        S3Client.builder()
            .endpointOverride(uri)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials())
            .build();
  }

  /// The one of this JVM, which ends with it.
  static ObjectStore shared() {
    return Shared.STORE.get();
  }

  private static final class Shared {
    static final Supplier<ObjectStore> STORE = started();

    private static Supplier<ObjectStore> started() {
      String missing;
      try {
        ObjectStore store = start();
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        return () -> store;
      } catch (IOException e) {
        missing = e.getMessage();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        missing = "interrupted";
      }
      String why = "no S3Proxy: " + missing;
      return () -> {
        Assumptions.abort(why);
        throw new IllegalStateException(why);
      };
    }
  }

  URI uri() {
    return uri;
  }

  /// Of somebody who may do everything here.
  static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(WHO, SECRET));
  }

  /// Lets everything in this JVM that looks in the usual places find these credentials.
  static void giveCredentials() {
    System.setProperty("aws.accessKeyId", WHO);
    System.setProperty("aws.secretAccessKey", SECRET);
  }

  /// Settings of a new bucket, reached at some address that leads here.
  S3Settings bucket(URI at) {
    String name = "test-" + UUID.randomUUID();
    client.createBucket(bucket -> bucket.bucket(name));
    return new S3Settings(
        name, "", at.toString(), "chat/", true, 5 << 20, 20, Duration.ofSeconds(10));
  }

  /// The keys in a bucket.
  List<String> keys(S3Settings settings) {
    return client.listObjectsV2(all -> all.bucket(settings.bucket())).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  /// How many uploads in parts are neither joined nor given back.
  int unfinished(S3Settings settings) {
    return client.listMultipartUploads(all -> all.bucket(settings.bucket())).uploads().size();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }

  private static ObjectStore start() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path jars = fetchJars();
    Path objects = Files.createTempDirectory(FOLDER, "objects-");
    Path settings = objects.resolveSibling(objects.getFileName() + ".conf");
    Files.writeString(
        settings,
        String.join(
            "\n",
            "s3proxy.endpoint=http://127.0.0.1:0",
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + WHO,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem",
            "jclouds.filesystem.basedir=" + objects));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dlogback.configurationFile=" + unpack("logback.xml"),
                "-cp",
                jars + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    var said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return new ObjectStore(process, URI.create("http://127.0.0.1:" + listens.group(1)));
      }
      all.append(line).append('\n');
    }
    throw new IOException(all.toString());
  }

  /// From the local repository, else from Maven Central.
  private static Path fetchJars() throws IOException, InterruptedException {
    Path jars = FOLDER.resolve("jars");
    Path complete = jars.resolve("complete");
    Path pom = unpack("pom.xml");
    String wanted = Files.readString(pom);
    if (Files.exists(complete) && Files.readString(complete).equals(wanted)) {
      return jars;
    }
    for (String how : List.of("-o", "-U")) {
      Process maven =
          new ProcessBuilder(
                  "mvn",
                  "-B",
                  "-q",
                  how,
                  "-f",
                  pom.toString(),
                  "-DoutputDirectory=" + jars,
                  "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies")
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("maven.log").toFile())
              .start();
      if (!maven.waitFor(4, TimeUnit.MINUTES)) {
        maven.destroyForcibly();
      } else if (maven.exitValue() == 0) {
        Files.writeString(complete, wanted);
        return jars;
      }
    }
    throw new IOException("Maven could not fetch it; see " + FOLDER.resolve("maven.log"));
  }

  private static Path unpack(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    try (var source = ObjectStore.class.getResourceAsStream("/s3proxy/" + name)) {
      Files.write(file, source.readAllBytes());
    }
    return file;
  }
}
