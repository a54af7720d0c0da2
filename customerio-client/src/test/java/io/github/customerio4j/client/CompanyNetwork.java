package io.github.customerio4j.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A server with a certificate of its own, and a proxy that leads any request for Customer.io to
 * itself.
 */
final class CompanyNetwork implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final MockWebServer server = new MockWebServer();
  private final Path certificate;

  CompanyNetwork(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("office.pem");
    makeKeys(keys);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    String encoded =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("office").getEncoded());
    Files.writeString(
        certificate,
        "The office\n-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    server.useHttps(context(store).getSocketFactory());
    server.start();
  }

  private static void makeKeys(Path keys) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "office",
                "-keyalg",
                "EC",
                "-dname",
                "CN=office",
                "-ext",
                "san=ip:127.0.0.1,dns:api.customer.io,dns:api-eu.customer.io",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** The certificate in PEM. */
  Path certificate() {
    return certificate;
  }

  /** The address without a proxy. */
  String url() {
    return "https://127.0.0.1:" + server.getPort() + "/v1/";
  }

  /** The environment of a machine that needs the proxy. */
  Map<String, String> environment(String credentials) {
    return Map.of("HTTPS_PROXY", "http://" + credentials + "127.0.0.1:" + server.getPort());
  }

  /** A client that takes the proxy to the region's real host. */
  CustomerIo behindProxy(Region region, String credentials) {
    return CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
        .region(region)
        .retry(ApiServer.fastRetry().build())
        .trustedCertificates(certificate)
        .proxyFrom(environment(credentials))
        .build();
  }

  CompanyNetwork enqueue(MockResponse.Builder response) {
    server.enqueue(response.build());
    return this;
  }

  /** Lets the proxy make the next connection. */
  CompanyNetwork enqueueTunnel() {
    return enqueue(new MockResponse.Builder().inTunnel());
  }

  RecordedRequest take() throws InterruptedException {
    RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("No request arrived.");
    }
    return request;
  }

  int requests() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
  }
}
