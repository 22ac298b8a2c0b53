package io.tertulia.server.files.s3;

import io.tertulia.server.files.Content;
import io.tertulia.server.files.S3Settings;
import io.tertulia.server.files.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Keeps the bytes of files as objects of a bucket.
///
/// A file that is longer than a part goes up in parts, which the store makes an object of at the
/// end; parts of one that fails are given back. Memory does not grow with the file. A call ends
/// within bounds: each try takes as long as the store is silent or slow at most, and there are
/// four.
public final class S3Vault implements Vault {
  /// That many parts an object has at most, says S3.
  private static final int MOST_PARTS = 10_000;

  private static final int OUT_OF_RANGE = 416;

  /// For a store to hear that it can forget something, while somebody waits who failed already.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Bucket bucket;
  private final long partBytes;

  private S3Vault(Bucket bucket, long partBytes) {
    this.bucket = bucket;
    this.partBytes = partBytes;
  }

  /// Opens a vault with the credentials that are found where the tools of AWS look for them.
  ///
  /// @throws IOException when it cannot be used; names the setting that is wrong
  public static S3Vault open(S3Settings settings) throws IOException {
    return open(settings, DefaultCredentialsProvider.builder().build());
  }

  /// Opens a vault with other credentials.
  ///
  /// @throws IOException when it cannot be used; names the setting that is wrong
  public static S3Vault open(S3Settings settings, AwsCredentialsProvider credentials)
      throws IOException {
    return new S3Vault(Bucket.open(settings, credentials), settings.partBytes());
  }

  @Override
  public void put(String name, Path file) throws IOException {
    try (FileChannel bytes = FileChannel.open(file)) {
      long size = bytes.size();
      if (size <= partBytes) {
        putWhole(name, new Part(bytes, 0, size));
      } else {
        putParts(name, bytes, size);
      }
    }
    Files.delete(file);
  }

  @Override
  public Content open(String name, long from, long length) throws IOException {
    if (length == 0) {
      size(name);
      return nothing();
    }
    try {
      Download.Source source = (at, count) -> get(name, at, count);
      Download download = new Download(source, source.open(from, length), from);
      return new Content.Streamed(download, download.left());
    } catch (IOException e) {
      if (e.getCause() instanceof AwsServiceException said && said.statusCode() == OUT_OF_RANGE) {
        return nothing(); // Also from the beginning of an object of no bytes.
      }
      throw e;
    }
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      bucket.ask(
          "delete",
          name,
          store -> store.deleteObject(o -> o.bucket(bucket.name()).key(bucket.key(name))));
    } catch (NoSuchFileException e) {
      // As it should be; most stores do not even say so.
    }
  }

  @Override
  public void close() {
    bucket.close();
  }

  private void putWhole(String name, Part whole) throws IOException {
    String md5 = whole.md5();
    bucket.ask(
        "put",
        name,
        store ->
            store.putObject(
                o ->
                    o.bucket(bucket.name())
                        .key(bucket.key(name))
                        .contentLength(whole.length())
                        .contentMD5(md5)
                        .overrideConfiguration(bucket.time(whole.length())),
                whole.body()));
  }

  private void putParts(String name, FileChannel file, long size) throws IOException {
    String upload =
        bucket.ask(
            "begin parts",
            name,
            store ->
                store
                    .createMultipartUpload(o -> o.bucket(bucket.name()).key(bucket.key(name)))
                    .uploadId());
    try {
      long length = Math.max(partBytes, Math.ceilDiv(size, MOST_PARTS));
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < size; from += length) {
        Part part = new Part(file, from, Math.min(length, size - from));
        parts.add(putPart(name, upload, parts.size() + 1, part));
      }
      join(name, upload, parts, size);
    } catch (IOException | RuntimeException | Error e) {
      giveBack(name, upload, e);
      throw e;
    }
  }

  private void join(String name, String upload, List<CompletedPart> parts, long size)
      throws IOException {
    try {
      bucket.ask(
          "join parts",
          name,
          store ->
              store.completeMultipartUpload(o ->
                  o.bucket(bucket.name())
                      .key(bucket.key(name))
                      .uploadId(upload)
                      .multipartUpload(all -> all.parts(parts))));
    } catch (NoSuchFileException e) {
      // The parts are gone: a try before this one joined them, and its answer was lost. Or not.
      if (size(name) != size) {
        throw new IOException("object store: join parts: they are gone", e);
      }
    }
  }

  private CompletedPart putPart(String name, String upload, int number, Part part)
      throws IOException {
    String md5 = part.md5();
    String tag =
        bucket.ask(
            "put part",
            name,
            store ->
                store
                    .uploadPart(
                        o ->
                            o.bucket(bucket.name())
                                .key(bucket.key(name))
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(part.length())
                                .contentMD5(md5)
                                .overrideConfiguration(bucket.time(part.length())),
                        part.body())
                    .eTag());
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /// Lets the store forget the parts of an upload that failed. Where that fails too, the bucket's
  /// own rule for unfinished uploads does it.
  private void giveBack(String name, String upload, Throwable failure) {
    boolean interrupted = Thread.interrupted(); // Or nothing could be asked.
    try {
      bucket.ask(
          "give parts back",
          name,
          store ->
              store.abortMultipartUpload(o ->
                  o.bucket(bucket.name())
                      .key(bucket.key(name))
                      .uploadId(upload)
                      .overrideConfiguration(last -> last.apiCallTimeout(LAST_WORDS))));
    } catch (IOException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ResponseInputStream<GetObjectResponse> get(String name, long from, long length)
      throws IOException {
    String range =
        "bytes=" + from + "-" + (from > Long.MAX_VALUE - length ? "" : from + length - 1);
    return bucket.ask(
        "get",
        name,
        store ->
            store.getObject(o ->
                o.bucket(bucket.name())
                    .key(bucket.key(name))
                    .range(range)
                    .overrideConfiguration(bucket.time(0))));
  }

  private long size(String name) throws IOException {
    return bucket.ask(
        "look",
        name,
        store ->
            store.headObject(o -> o.bucket(bucket.name()).key(bucket.key(name))).contentLength());
  }

  private static Content nothing() {
    return new Content.Streamed(InputStream.nullInputStream(), 0);
  }
}
