package io.github.customerio4j.client.http;

import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.UntrustedCertificateException;
import java.io.IOException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Recognizes failures of a connection that another attempt would meet again. */
public final class HopelessConnection {
  private HopelessConnection() {}

  /** The error for such a failure; empty if another attempt may succeed. */
  public static Optional<ConnectionException> explain(
      String operation, Request request, IOException e) {
    String host = request.url().host();
    if (e instanceof ProxyCredentials.RefusedException) {
      return Optional.of(
          new ConnectionException(
              "Cannot "
                  + operation
                  + ": "
                  + e.getMessage()
                  + ". Write them into HTTPS_PROXY, such as http://user:password@proxy:8080 with"
                  + " %40 for @, or set https.proxyUser and https.proxyPassword.",
              e));
    }
    if (e instanceof SSLPeerUnverifiedException) {
      return Optional.of(
          new ConnectionException(
              "Cannot "
                  + operation
                  + ": the certificate belongs to another host than "
                  + host
                  + ". Check the base URL and the proxy.",
              e));
    }
    return e instanceof SSLException
        ? distrust(e)
            .map(
                why ->
                    new UntrustedCertificateException(
                        "Cannot "
                            + operation
                            + ": the certificate of "
                            + host
                            + " is not trusted ("
                            + why
                            + ").",
                        "If the host or a proxy on the way has a certificate authority of its own,"
                            + " give its certificate to trustedCertificates.",
                        e))
        : Optional.empty();
  }

  /** Why a certificate was not trusted; empty for any other failure. */
  private static Optional<String> distrust(IOException e) {
    String why = null;
    for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException
          // The trust store is empty.
          || cause instanceof InvalidAlgorithmParameterException) {
        why = String.valueOf(cause.getMessage());
      } else if (why != null) {
        break;
      }
    }
    return Optional.ofNullable(why);
  }
}
