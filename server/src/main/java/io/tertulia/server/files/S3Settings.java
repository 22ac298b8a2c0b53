package io.tertulia.server.files;

import java.time.Duration;

/// An object store that speaks S3, where files are kept when [FileSettings#vault] is `s3`.
///
/// There are no credentials among them: these come from the places where the tools of AWS look, and
/// are in no settings and no log of ours.
///
/// @param bucket which must be there; nothing makes it
/// @param region such as `eu-central-1`; empty for the one that the environment names
/// @param endpoint where the store is, such as `http://minio:9000`; empty for AWS
/// @param prefix in front of every key, such as `chat/`; may be empty
/// @param pathStyle whether the bucket stands in the path and not in the host's name; most stores
///   that are not AWS want it
/// @param partBytes a larger file goes up in parts of that size, at least 5 MiB each
/// @param connections to the store at the same time
/// @param silence of the store until a call is tried again, or given up
public record S3Settings(
    String bucket,
    String region,
    String endpoint,
    String prefix,
    boolean pathStyle,
    int partBytes,
    int connections,
    Duration silence) {
  public static final S3Settings DEFAULT =
      new S3Settings("", "", "", "", false, 16 << 20, 100, Duration.ofSeconds(20));

  private static final int LEAST_PART = 5 << 20;

  public S3Settings {
    if (partBytes < LEAST_PART) {
      throw new IllegalArgumentException(
          "files.s3.part-bytes: " + partBytes + " (expected: at least 5MiB)");
    }
    if (connections < 1) {
      throw new IllegalArgumentException(
          "files.s3.connections: " + connections + " (expected: at least 1)");
    }
  }
}
