package io.tertulia.server.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Which authorities are believed when a receiver shows its certificate: those that Java knows, and
/// those of a file.
final class Trust {
  private final X509TrustManager manager;

  private Trust(X509TrustManager manager) {
    this.manager = manager;
  }

  /// @param authorities a PEM file
  /// @throws IOException when the file cannot be read, or has no certificate; its message is for
  ///   people
  static Trust with(Path authorities) throws IOException {
    try {
      Collection<? extends Certificate> own = certificates(authorities);
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (Certificate one : known().getAcceptedIssuers()) {
        all.setCertificateEntry("known" + number++, one);
      }
      for (Certificate one : own) {
        all.setCertificateEntry("own" + number++, one);
      }
      return new Trust(manager(all));
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "webhooks.ca: " + authorities + " (expected: a file of certificates as PEM)", e);
    }
  }

  /// What checks a certificate.
  X509TrustManager manager() {
    return manager;
  }

  /// Makes sockets that check it.
  SSLSocketFactory sockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {manager}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty() || !found.stream().allMatch(X509Certificate.class::isInstance)) {
        throw new IOException("no certificate");
      }
      return found;
    }
  }

  private static X509TrustManager known() throws GeneralSecurityException {
    return manager(null);
  }

  private static X509TrustManager manager(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
