package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of the environment variables. */
class ComponentEnvironmentTest {
  @TempDir Path folder;
  private Component component;

  @BeforeEach
  void prepare() {
    component = new Component(folder).parameters("\"campaigns\":true");
  }

  @Test
  void missingDataDirectoryIsApplicationError() {
    assertError(
        component.without("KBC_DATADIR").run(),
        "Cannot start: the variable KBC_DATADIR is not set. Set it to the folder that holds"
            + " config.json.");
    assertError(
        component.with("KBC_DATADIR", "/no/such/folder").run(),
        "Cannot use the variable KBC_DATADIR \"/no/such/folder\": there is no such folder. Name the"
            + " one with config.json.");
    assertError(
        component.with("KBC_DATADIR", "\0").run(),
        "Cannot use the variable KBC_DATADIR \"\0\": it");
  }

  @Test
  void missingConfigurationIsUserError(@TempDir Path empty) {
    ComponentResult outcome = new Component(empty).run();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(outcome.err()).startsWith("Cannot read config.json: there is no file ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "-1", "NaN", "1e1", "0x1p3", "10f", "9999999", "0.0001"})
  void wrongRateNamesItsVariable(String rate) {
    assertError(
        component.with("CUSTOMERIO_REQUESTS_PER_SECOND", rate).run(),
        "Cannot use CUSTOMERIO_REQUESTS_PER_SECOND \"" + rate + "\": it is not a rate.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "ftp://example.com/", "http://example.com/v1/"})
  void wrongUrlNamesItsVariable(String url) {
    assertError(
        component.with("CUSTOMERIO_BASE_URL", url).run(),
        "Cannot use CUSTOMERIO_BASE_URL. Cannot use the base URL '" + url + "'");
  }

  @Test
  void variablesOverrideOnlyHostAndRate() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      String url = sandbox.baseUrl();
      component
          .on(sandbox)
          .with("CUSTOMERIO_BASE_URL", url.substring(0, url.length() - 1) + "/api")
          .with("CUSTOMERIO_REQUESTS_PER_SECOND", "250.5")
          .with("CUSTOMERIO_APP_API_KEY", "another-key")
          .succeed();
      assertThat(sandbox.requests())
          .as("a missing slash is accepted, and the key is that of the configuration")
          .allMatch(request -> request.path().equals("/v1/api/campaigns"))
          .allMatch(request -> request.status() == 200);
      component.without("CUSTOMERIO_REQUESTS_PER_SECOND").succeed();
    }
  }

  @Test
  void wrongRegionIsUserErrorEvenIfHostIsOverridden() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      ComponentResult outcome =
          component.on(sandbox).parameters("\"campaigns\":true,\"api_region\":\"asia\"").run();
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.err()).startsWith("Cannot use parameters.api_region \"asia\": ");
    }
  }

  private void assertError(ComponentResult outcome, String beginning) {
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.APPLICATION_ERROR);
    assertThat(outcome.err()).startsWith(beginning);
    assertThat(component.has("out")).isFalse();
  }
}
