package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receivers behind HTTPS, with certificates of a private authority.
@Timeout(120)
class TrustTest {
  private static final char[] WORD = "password".toCharArray();

  @TempDir private static Path folder;
  private static Path ca;
  private static KeyStore keys;

  private final WebhookSettings settings =
      WebhookSettings.DEFAULT
          .withPrivateAddresses(true)
          .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(5));

  @BeforeAll
  static void make() throws Exception {
    keytool("ca", "-ext", "bc:c");
    keytool("good", "-signer", "ca", "-ext", "san=dns:localhost");
    keytool("other", "-signer", "ca", "-ext", "san=dns:elsewhere.test");
    keytool("over", "-signer", "ca", "-ext", "san=dns:localhost", "-startdate", "-20d");
    keytool("early", "-signer", "ca", "-ext", "san=dns:localhost", "-startdate", "+20d");
    keys = KeyStore.getInstance(folder.resolve("keys").toFile(), WORD);
    String pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("ca").getEncoded());
    ca =
        Files.writeString(
            folder.resolve("ca.pem"),
            "Our authority\n-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void a_receiver_with_a_certificate_of_a_known_authority_is_told() throws Exception {
    assertThat(bring("good", settings.believing(ca))).isNull();
  }

  @Test
  void an_authority_that_nobody_named_is_not_believed() throws Exception {
    assertThat(bring("good", settings))
        .isEqualTo(
            "SSLHandshakeException: the certificate is by an authority that is not known here");
  }

  @Test
  void a_certificate_for_another_host_is_refused() throws Exception {
    assertThat(bring("other", settings.believing(ca)))
        .isEqualTo("SSLPeerUnverifiedException: the certificate is for another host");
  }

  @Test
  void a_certificate_that_has_expired_is_refused_and_the_error_says_so() throws Exception {
    assertThat(bring("over", settings.believing(ca)))
        .isEqualTo("SSLHandshakeException: the certificate has expired");
    assertThat(bring("early", settings.believing(ca)))
        .isEqualTo("SSLHandshakeException: the certificate is not valid yet");
  }

  @Test
  void authorities_that_java_knows_stay_known() throws IOException {
    assertThat(Trust.with(ca).manager().getAcceptedIssuers()).hasSizeGreaterThan(10);
  }

  @Test
  void a_file_without_certificates_is_refused_by_name() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (Path wrong : List.of(empty, folder.resolve("none.pem"), folder.resolve("keys"))) {
      assertThatThrownBy(() -> Trust.with(wrong))
          .isInstanceOf(IOException.class)
          .hasMessage("webhooks.ca: " + wrong + " (expected: a file of certificates as PEM)");
    }
  }

  /// Has a receiver that shows a certificate told something.
  private static String bring(String alias, WebhookSettings settings) throws Exception {
    try (SSLServerSocket door =
        (SSLServerSocket)
            context(alias)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> take(door));
      try (Post post = new Post(settings, (app, text) -> new byte[32], InstantSource.system())) {
        return post.bring("app", "https://localhost:" + door.getLocalPort() + "/hooks", "{}");
      }
    }
  }

  private static void take(SSLServerSocket door) {
    while (!door.isClosed()) {
      try (SSLSocket socket = (SSLSocket) door.accept()) {
        InputStream in = socket.getInputStream();
        var request = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
          request.append((char) next);
          if (request.toString().endsWith("{}")) {
            break;
          }
        }
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It does not like the certificate, or the test is over.
      }
    }
  }

  private static SSLContext context(String alias) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, WORD);
    Key key = keys.getKey(alias, WORD);
    own.setKeyEntry(alias, key, WORD, keys.getCertificateChain(alias));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, WORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /// Makes a key pair with a certificate that is valid for ten days.
  private static void keytool(String alias, String... more) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString(), "-genkeypair"));
    command.addAll(List.of("-keystore", folder.resolve("keys").toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(WORD), "-keyalg", "EC", "-validity", "10"));
    command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of(more));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
  }
}
