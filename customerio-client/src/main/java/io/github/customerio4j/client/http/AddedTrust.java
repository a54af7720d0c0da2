package io.github.customerio4j.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Java's own trusted certificates together with those of a file.
 *
 * @param certificates those of the file
 */
public record AddedTrust(List<Certificate> certificates) {

  /**
   * Reads a file of certificates in PEM.
   *
   * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
   */
  public static AddedTrust read(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (read.isEmpty()) {
        throw unusable(pem, "it holds no certificate", null);
      }
      return new AddedTrust(List.copyOf(read));
    } catch (CertificateException e) {
      throw unusable(pem, "it holds something else than certificates in PEM", e);
    } catch (IOException e) {
      throw unusable(pem, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static IllegalArgumentException unusable(
      Path pem, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Cannot use the certificates in "
            + pem
            + ": "
            + why
            + ". Name a file with certificates in PEM, which begin with -----BEGIN CERTIFICATE-----.",
        cause);
  }

  /** Lets a client trust them. */
  public void applyTo(OkHttpClient.Builder client) {
    try {
      List<Certificate> all = new ArrayList<>(certificates);
      all.addAll(Arrays.asList(trustManager(null).getAcceptedIssuers()));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry(String.valueOf(i), all.get(i));
      }
      X509TrustManager trust = trustManager(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      client.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Cannot set up trust: this Java has no usable TLS.", e);
    }
  }

  /**
   * A trust manager for a store.
   *
   * @param store null for Java's own, which {@code javax.net.ssl.trustStore} may name
   */
  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("There is no X.509 trust manager."));
  }
}
