package io.tertulia.server.files.s3;

import io.tertulia.server.files.S3Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// A bucket in an object store, and how it is spoken to: which tries, how long, and what is said
/// when they fail. Safe for use by any thread; its only threads are those of the SDK that count
/// time.
final class Bucket implements AutoCloseable {
  static final int NOT_FOUND = 404;

  private static final int FORBIDDEN = 403;
  private static final int TRIES = 4;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// So slow may bytes go up; a try that takes longer is given up.
  private static final long SLOWEST_BYTES_A_SECOND = 32 << 10;

  /// No vault calls anything so, as names do not begin with a dot.
  private static final String PROBE = ".tertulia";

  private final S3Settings settings;
  private final S3Client client;

  private Bucket(S3Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
  }

  /// Opens a bucket, and writes, reads and removes an object in it, so that a wrong setting is seen
  /// now and not with the first file.
  ///
  /// @throws IOException which names the setting that is wrong
  static Bucket open(S3Settings settings, AwsCredentialsProvider credentials) throws IOException {
    if (settings.bucket().isEmpty()) {
      throw new IOException("files.s3.bucket: none (expected: the name of a bucket)");
    }
    found(credentials);
    Bucket bucket;
    try {
      bucket = new Bucket(settings, builder(settings, credentials).build());
    } catch (SdkClientException e) {
      // All else that it needs it has.
      throw new IOException(
          "files.s3.region: none (expected: one such as eu-central-1, here or in AWS_REGION)", e);
    }
    try {
      bucket.check();
      return bucket;
    } catch (IOException | RuntimeException e) {
      bucket.close();
      throw e;
    }
  }

  /// Its name.
  String name() {
    return settings.bucket();
  }

  /// The key under which a name is kept.
  String key(String name) {
    return settings.prefix() + name;
  }

  /// How long one try of sending so many bytes may take.
  AwsRequestOverrideConfiguration time(long bytes) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(settings.silence().plusSeconds(bytes / SLOWEST_BYTES_A_SECOND))
        .build();
  }

  /// Asks the store for something about an object, and tries again where that helps.
  ///
  /// @param what is asked, for the message; the name is not in it, as it opens a file
  /// @throws NoSuchFileException when the store knows no such object
  <T> T ask(String what, String name, Function<S3Client, T> question) throws IOException {
    try {
      return question.apply(client);
    } catch (AwsServiceException e) {
      if (e.statusCode() == NOT_FOUND && !code(e).equals("NoSuchBucket")) {
        NoSuchFileException missing = new NoSuchFileException(name);
        missing.initCause(e);
        throw missing;
      }
      throw new IOException("object store: " + what + ": " + said(e), e);
    } catch (AbortedException e) {
      var interrupted = new InterruptedIOException("object store: " + what + ": interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (SdkException e) {
      throw new IOException("object store: " + what + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static S3ClientBuilder builder(S3Settings settings, AwsCredentialsProvider credentials)
      throws IOException {
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            // What not every store knows is left out; each body carries its MD5 instead.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(settings.connections())
                    .connectionAcquisitionTimeout(settings.silence())
                    .connectionTimeout(CONNECT)
                    .socketTimeout(settings.silence()))
            .overrideConfiguration(calls ->
                calls.retryStrategy(StandardRetryStrategy.builder().maxAttempts(TRIES).build()));
    if (!settings.endpoint().isEmpty()) {
      builder.endpointOverride(address(settings.endpoint())).region(Region.US_EAST_1);
    }
    if (!settings.region().isEmpty()) {
      builder.region(Region.of(settings.region()));
    }
    return builder;
  }

  /// What the SDK says of missing ones names each of its classes that looked for them.
  private static void found(AwsCredentialsProvider credentials) throws IOException {
    try {
      AwsCredentials ignored = credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw new IOException(
          "files.s3: no credentials (expected: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
              + " environment, or another place where the tools of AWS look)",
          e);
    }
  }

  private void check() throws IOException {
    try {
      client.headBucket(head -> head.bucket(name()));
      byte[] bytes = "Tertulia was here.".getBytes(StandardCharsets.UTF_8);
      client.putObject(put -> put.bucket(name()).key(key(PROBE)), RequestBody.fromBytes(bytes));
      client.getObjectAsBytes(get -> get.bucket(name()).key(key(PROBE)));
      client.deleteObject(delete -> delete.bucket(name()).key(key(PROBE)));
    } catch (AwsServiceException e) {
      throw new IOException(wrong(e), e);
    } catch (SdkClientException e) {
      throw new IOException(where() + ": " + e.getMessage(), e);
    }
  }

  /// Which setting it is, as far as the store says so. An answer to a question without a body is
  /// without one too, so often there is only the status.
  private String wrong(AwsServiceException e) {
    String bucket = "files.s3.bucket: " + name();
    if (e.statusCode() == NOT_FOUND) {
      return bucket + " is not there (expected: a bucket at " + where() + ")";
    }
    String region = region(e);
    if (!region.isEmpty() && !region.equals(settings.region())) {
      return "files.s3.region: " + settings.region() + " (expected: " + region + ")";
    }
    if (e.statusCode() == FORBIDDEN) {
      return bucket
          + " refuses the credentials: "
          + said(e)
          + " (expected: those of somebody who may list, get, put and delete there)";
    }
    return bucket + " at " + where() + ": " + said(e);
  }

  private String where() {
    return settings.endpoint().isEmpty() ? "AWS" : "files.s3.endpoint " + settings.endpoint();
  }

  /// Where the store says that the bucket is; empty when it does not say.
  private static String region(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? ""
        : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region").orElse("");
  }

  private static String said(AwsServiceException e) {
    return e.statusCode() + " " + code(e);
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  private static URI address(String endpoint) throws IOException {
    try {
      URI uri = new URI(endpoint);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IOException(
        "files.s3.endpoint: " + endpoint + " (expected: an address such as http://minio:9000)");
  }
}
