package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {
  private static final URI API = URI.create("https://api.customer.io/");

  private static Optional<EnvironmentProxy> proxy(Map<String, String> variables) {
    return EnvironmentProxy.of(variables, name -> null);
  }

  private static String chosen(Map<String, String> variables, URI uri) {
    Proxy chosen = proxy(variables).orElseThrow().select(uri).get(0);
    return chosen.address() instanceof InetSocketAddress address
        ? chosen.type() + " " + address.getHostString() + ":" + address.getPort()
        : chosen.type().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://proxy.example.com:3128, HTTP proxy.example.com:3128",
    "https_proxy, proxy.example.com:3128, HTTP proxy.example.com:3128",
    "https_proxy, HTTP://proxy.example.com/, HTTP proxy.example.com:80",
    "ALL_PROXY, socks5://proxy.example.com, SOCKS proxy.example.com:1080",
    "all_proxy, socks5h://proxy.example.com:1081, SOCKS proxy.example.com:1081",
    "HTTPS_PROXY, http://[::1]:3128, HTTP ::1:3128"
  })
  void variablesNameTheProxy(String name, String value, String expected) {
    assertThat(chosen(Map.of(name, " " + value + " "), API)).isEqualTo(expected);
  }

  @Test
  void lowerCaseCountsMoreAndABlankVariableIsNone() {
    assertThat(chosen(Map.of("https_proxy", "a:1", "HTTPS_PROXY", "b:2"), API))
        .isEqualTo("HTTP a:1");
    assertThat(chosen(Map.of("https_proxy", " ", "HTTPS_PROXY", "b:2", "ALL_PROXY", "c:3"), API))
        .isEqualTo("HTTP b:2");
    assertThat(proxy(Map.of("HTTPS_PROXY", "", "HTTP_PROXY", "a:1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hana:p%40w|hana|p@w",
        "hana:p@w|hana|p@w",
        "b%C3%B6%3A:%25+|bö:|%+",
        "hana|hana|''",
      })
  void userAndPasswordAreDecoded(String written, String user, String password) {
    EnvironmentProxy proxy =
        proxy(Map.of("HTTPS_PROXY", "http://" + written + "@proxy:8080")).orElseThrow();
    assertThat(proxy.credentials(InetSocketAddress.createUnresolved("proxy", 8080)))
        .contains(Credentials.basic(user, password, StandardCharsets.UTF_8));
    assertThat(proxy.credentials(InetSocketAddress.createUnresolved("proxy", 8081))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "customer.io",
        ".customer.io",
        "*.customer.io",
        "API.customer.io",
        "example.com, api.customer.io:443",
        "example.com api.customer.io"
      })
  void namesOfNoProxyAreAskedDirectly(String noProxy) {
    for (String name : new String[] {"NO_PROXY", "no_proxy"}) {
      assertThat(chosen(Map.of("HTTPS_PROXY", "a:1", name, noProxy), API)).isEqualTo("DIRECT");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "omer.io", "io.example", "api.customer.io:8443", "10.0.0.0/8", "x/y"})
  void otherNamesTakeTheProxy(String noProxy) {
    assertThat(chosen(Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", noProxy), API))
        .isEqualTo("HTTP a:1");
  }

  @ParameterizedTest
  @CsvSource({
    "https://10.1.2.3/, 10.0.0.0/8, DIRECT",
    "https://10.1.2.3:8443/, 10.1.2.3:8443, DIRECT",
    "https://10.1.3.3/, 10.1.2.0/23, DIRECT",
    "https://10.1.4.3/, 10.1.2.0/23, HTTP a:1",
    "https://10.1.2.3/, 10.1.2.3/x, HTTP a:1",
    "https://110.1.2.3/, 10.1.2.3, HTTP a:1",
    "https://[fd00::1]/, fd00::/8, DIRECT",
    "https://[fd00::1]/, [fd00:0::1], DIRECT",
    "https://[fd00::1]:8443/, [fd00::1]:8443, DIRECT",
    "https://[fd00::1]/, 10.0.0.0/8, HTTP a:1"
  })
  void addressesAndNetworksOfNoProxyAreAskedDirectly(String uri, String noProxy, String expected) {
    assertThat(chosen(Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", noProxy), URI.create(uri)))
        .isEqualTo(expected);
  }

  @Test
  void requestsWithoutEncryptionStayOnThisMachine() {
    assertThat(chosen(Map.of("HTTPS_PROXY", "a:1"), URI.create("http://127.0.0.1:8080/")))
        .isEqualTo("DIRECT");
  }

  @Test
  void javasOwnProxyCountsMore() {
    Map<String, String> properties = new HashMap<>(Map.of("https.proxyHost", "java.example.com"));
    EnvironmentProxy proxy =
        EnvironmentProxy.of(Map.of("HTTPS_PROXY", "a:1"), properties::get).orElseThrow();
    // The default selector reads the real properties, which name no proxy.
    assertThat(proxy.select(API)).containsExactly(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:secret@a:1",
        "ftp://u:secret@a",
        "http://u:secret@",
        "socks5://u:secret@a"
      })
  void addressThatCannotBeUsedIsNotRepeated(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy(Map.of("HTTPS_PROXY", address)))
        .withMessageStartingWith("Cannot use the variable HTTPS_PROXY: ")
        .withMessageNotContaining("secret");
  }
}
