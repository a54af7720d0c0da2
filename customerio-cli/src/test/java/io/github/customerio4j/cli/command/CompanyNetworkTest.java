package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy, and a certificate of its own, between the commands and the API. */
class CompanyNetworkTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();
  private Path certificate = Path.of("");

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("office.pem");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -alias office -keyalg EC -dname CN=office -ext"
            + " san=ip:127.0.0.1,dns:api.customer.io -storetype PKCS12 -storepass "
            + PASSWORD;
    Process made =
        new ProcessBuilder((keytool + " " + options + " -keystore keys.p12").split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store.getCertificate("office").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server.useHttps(context.getSocketFactory());
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Cli cli() {
    return new Cli()
        .with("CUSTOMERIO_APP_API_KEY", "the-key")
        .with("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
  }

  private Cli direct() {
    return cli().with("CUSTOMERIO_BASE_URL", "https://127.0.0.1:" + server.getPort() + "/v1/");
  }

  private String[] extract(String... more) {
    String[] first = {"extract", "--to", "csv:" + folder.resolve("crm"), "--tables", "campaigns"};
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private void answer() {
    server.enqueue(new MockResponse.Builder().body("{\"campaigns\":[{\"id\":1}]}").build());
  }

  private RecordedRequest taken() throws InterruptedException {
    RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("No request arrived.");
    }
    return request;
  }

  @Test
  void untrustedCertificateNamesTheOption() {
    Cli cli = direct();
    assertThat(cli.run(extract())).isEqualTo(1);
    assertThat(cli.err())
        .contains("the certificate of 127.0.0.1 is not trusted")
        .contains("--ca-file FILE")
        .doesNotContain("attempts");
    assertThat(cli.run("check", "--tables", "campaigns")).isEqualTo(1);
    assertThat(cli.out()).contains("FAILED  key").contains("--ca-file FILE");
  }

  @Test
  void certificatesOfTheFileAreTrusted() throws Exception {
    answer();
    Cli cli = direct();
    assertThat(cli.run(extract("--ca-file", certificate.toString()))).as(cli.said()).isZero();

    answer();
    Path config = Files.writeString(folder.resolve("c.yaml"), "ca-file: " + certificate + "\n");
    assertThat(cli.run(extract("--config", config.toString()))).as(cli.said()).isZero();

    answer();
    cli.with("CUSTOMERIO_CA_FILE", certificate.toString());
    assertThat(cli.run("check", "--tables", "campaigns")).as(cli.said()).isZero();
  }

  @Test
  void fileWithoutCertificatesIsNamedWithItsOption() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "none");
    Cli cli = direct();
    assertThat(cli.run(extract("--ca-file", empty.toString()))).isEqualTo(1);
    assertThat(cli.err()).startsWith("Cannot use --ca-file. ").contains(empty.toString());
  }

  @Test
  void proxyOfTheEnvironmentIsAskedWithItsPassword() throws Exception {
    server.enqueue(new MockResponse.Builder().inTunnel().build());
    answer();
    Cli cli =
        cli()
            .with("https_proxy", "http://hana:p%40w@127.0.0.1:" + server.getPort())
            .with("CUSTOMERIO_CA_FILE", certificate.toString());
    assertThat(cli.run("check", "--tables", "campaigns")).as(cli.said()).isZero();
    RecordedRequest tunnel = taken();
    assertThat(tunnel.getRequestLine()).startsWith("CONNECT api.customer.io:443 ");
    assertThat(tunnel.getHeaders().get("Proxy-Authorization"))
        .isEqualTo(Credentials.basic("hana", "p@w"));
    assertThat(taken().getTarget()).isEqualTo("/v1/campaigns");
  }

  @Test
  void hostsOfNoProxyAreAskedDirectly() {
    answer();
    Cli cli =
        direct()
            .with("HTTPS_PROXY", "http://127.0.0.1:1")
            .with("NO_PROXY", "example.com,127.0.0.1");
    assertThat(cli.run(extract("--ca-file", certificate.toString()))).as(cli.said()).isZero();
  }

  @Test
  void proxyThatCannotBeUsedIsNamedWithoutItsPassword() {
    Cli cli = direct().with("HTTPS_PROXY", "gopher://hana:secret@proxy");
    assertThat(cli.run(extract())).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use the variable HTTPS_PROXY").doesNotContain("secret");
  }
}
