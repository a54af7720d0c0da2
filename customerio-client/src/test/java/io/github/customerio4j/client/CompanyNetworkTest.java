package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.UntrustedCertificateException;
import io.github.customerio4j.client.error.WrongRegionException;
import io.github.customerio4j.client.http.AddedTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanyNetworkTest {
  private static final String GOOD = "{\"segments\":[{\"id\":7}]}";

  @TempDir Path folder;
  private CompanyNetwork network;

  @BeforeEach
  void start() throws Exception {
    network = new CompanyNetwork(folder);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  private CustomerIoBuilder direct() {
    return CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
        .baseUrl(network.url())
        .retry(ApiServer.fastRetry().build());
  }

  @Test
  void untrustedCertificateFailsAtOnceWithItsRemedy() {
    List<String> retries = new ArrayList<>();
    try (CustomerIo client = direct().build()) {
      CustomerIo view =
          client.observedBy(
              new TransferListener() {
                @Override
                public void retryScheduled(Transfer transfer, Duration delay, String reason) {
                  retries.add(reason);
                }
              });
      UntrustedCertificateException error =
          catchThrowableOfType(UntrustedCertificateException.class, () -> view.segments().list());
      assertThat(error)
          .hasMessageContaining("the certificate of 127.0.0.1 is not trusted")
          .hasMessageContaining("trustedCertificates");
      assertThat(error.problem()).doesNotContain("trustedCertificates");
    }
    assertThat(retries).isEmpty();
  }

  @Test
  void certificatesOfAFileAreTrusted() {
    network.enqueue(ApiServer.ok(GOOD));
    try (CustomerIo client = direct().trustedCertificates(network.certificate()).build()) {
      assertThat(client.segments().list()).hasSize(1);
    }
  }

  @Test
  void javasOwnAuthoritiesStayTrustedBesideThoseOfAFile() {
    OkHttpClient.Builder plain = new OkHttpClient.Builder();
    AddedTrust.read(network.certificate()).applyTo(plain);
    int authorities = new OkHttpClient().x509TrustManager().getAcceptedIssuers().length;
    assertThat(plain.build().x509TrustManager().getAcceptedIssuers()).hasSize(authorities + 1);
  }

  @Test
  void fileWithoutCertificatesIsRefused() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "-----BEGIN NOTHING-----\n");
    for (Path file : List.of(empty, text, folder.resolve("missing.pem"))) {
      assertThatThrownBy(() -> direct().trustedCertificates(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("PEM");
    }
  }

  @Test
  void proxyOfTheEnvironmentGetsItsDecodedUserAndPassword() throws Exception {
    network.enqueueTunnel().enqueue(ApiServer.ok(GOOD));
    try (CustomerIo client = network.behindProxy(Region.US, "hana:p%40w@")) {
      assertThat(client.segments().list()).hasSize(1);
    }
    RecordedRequest tunnel = network.take();
    assertThat(tunnel.getRequestLine()).startsWith("CONNECT api.customer.io:443 ");
    assertThat(tunnel.getHeaders().get("Proxy-Authorization"))
        .isEqualTo(Credentials.basic("hana", "p@w"));
    assertThat(tunnel.getHeaders().get("Authorization")).isNull();
    RecordedRequest request = network.take();
    assertThat(request.getTarget()).isEqualTo("/v1/segments");
    assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + ApiServer.KEY);
  }

  @Test
  void proxyThatAsksInVainForAPasswordFailsAtOnce() {
    MockResponse.Builder who =
        new MockResponse.Builder()
            .inTunnel()
            .code(407)
            .addHeader("Proxy-Authenticate", "Basic realm=\"office\"");
    network.enqueue(who);
    try (CustomerIo client = network.behindProxy(Region.US, "")) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("the proxy asks for a user and a password (127.0.0.1:")
          .hasMessageContaining("HTTPS_PROXY");
    }
    network.enqueue(who);
    try (CustomerIo client = network.behindProxy(Region.US, "hana:secret@")) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("the proxy refuses the user and the password")
          .hasMessageNotContaining("secret");
    }
    assertThat(network.requests()).isEqualTo(2);
  }

  @Test
  void hostsOfNoProxyAreAskedDirectly() throws Exception {
    network.enqueue(ApiServer.ok(GOOD));
    try (CustomerIo client =
        direct()
            .trustedCertificates(network.certificate())
            .proxyFrom(
                Map.of("https_proxy", "http://127.0.0.1:1", "NO_PROXY", "example.com,127.0.0.1"))
            .build()) {
      assertThat(client.segments().list()).hasSize(1);
    }
    assertThat(network.take().getMethod()).isEqualTo("GET");
  }

  @Test
  void eachRegionNamesTheOther() {
    network
        .enqueueTunnel()
        .enqueue(
            redirect("https://api-eu.customer.io/v1/segments")
                .body("{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}"))
        .enqueueTunnel()
        .enqueue(redirect("https://api.customer.io/v1/segments").body("<html>Moved</html>"));
    assertThat(wrongRegion(Region.US))
        .hasMessage(
            "Cannot GET /v1/segments: the API answered 301 (wrong datacenter). The workspace of the"
                + " key is in the EU. Build the client with region(Region.EU).")
        .extracting(error -> error.region().orElse(""))
        .isEqualTo("eu");
    assertThat(wrongRegion(Region.EU))
        .hasMessageEndingWith("Build the client with region(Region.US).")
        .extracting(error -> error.region().orElse(""))
        .isEqualTo("us");
    assertThat(network.requests()).as("two tunnels, a request through each").isEqualTo(4);
  }

  private WrongRegionException wrongRegion(Region region) {
    try (CustomerIo client = network.behindProxy(region, "")) {
      return catchThrowableOfType(WrongRegionException.class, () -> client.segments().list());
    }
  }

  private static MockResponse.Builder redirect(String location) {
    return new MockResponse.Builder().code(301).addHeader("Location", location);
  }
}
