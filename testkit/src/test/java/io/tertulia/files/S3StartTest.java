package io.tertulia.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.server.files.S3Settings;
import io.tertulia.server.files.s3.S3Vault;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What is said when the vault in an object store cannot be opened.
class S3StartTest {
  private static ObjectStore store;

  @BeforeAll
  static void start() {
    store = ObjectStore.shared();
  }

  @Test
  void a_start_says_which_setting_is_wrong() {
    S3Settings right = store.bucket(store.uri());
    refused(named(right, ""), "files.s3.bucket: none");
    refused(named(right, "nobody-made-this"), "files.s3.bucket: nobody-made-this is not there");
    refused(at(right, "nowhere"), "files.s3.endpoint: nowhere");
    refused(at(right, "ftp://here"), "files.s3.endpoint: ftp://here");
    refused(at(right, "http://127.0.0.1:1"), "files.s3.endpoint http://127.0.0.1:1");
    assertThatThrownBy(() ->
            S3Vault.open(
                right,
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("tertulia", "another secret"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refuses the credentials")
        .hasMessageNotContaining("another secret");
  }

  @Test
  void a_start_without_credentials_says_so() {
    assertThatThrownBy(() ->
            S3Vault.open(
                store.bucket(store.uri()),
                () -> {
                  throw SdkClientException.create("Unable to load credentials");
                }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("files.s3: no credentials (expected: AWS_ACCESS_KEY_ID and");
  }

  private static void refused(S3Settings settings, String message) {
    assertThatThrownBy(() -> S3Vault.open(settings, ObjectStore.credentials()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static S3Settings named(S3Settings s, String bucket) {
    return new S3Settings(
        bucket, s.region(), s.endpoint(), s.prefix(), true, s.partBytes(), 20, s.silence());
  }

  private static S3Settings at(S3Settings s, String endpoint) {
    return new S3Settings(
        s.bucket(), s.region(), endpoint, s.prefix(), true, s.partBytes(), 20, s.silence());
  }
}
