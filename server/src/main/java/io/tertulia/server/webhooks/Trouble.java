package io.tertulia.server.webhooks;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Why an attempt failed, in words for who owns the receiver: the kind of failure, and of a
/// certificate what is wrong with it. Nothing that the receiver said is told.
final class Trouble {
  private static final int DEEPEST = 10;

  private Trouble() {}

  static String of(IOException failure) {
    String kind = failure.getClass().getSimpleName();
    return failure instanceof SSLException ? kind + ": " + certificate(failure) : kind;
  }

  private static String certificate(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      switch (cause) {
        case CertificateExpiredException _ -> {
          return "the certificate has expired";
        }
        case CertificateNotYetValidException _ -> {
          return "the certificate is not valid yet";
        }
        case CertPathBuilderException _ -> {
          return "the certificate is by an authority that is not known here";
        }
        case SSLPeerUnverifiedException _ -> {
          return "the certificate is for another host";
        }
        default -> cause = cause.getCause();
      }
    }
    return "no secure connection";
  }
}
