package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synchronous action: one JSON document or an exit code. */
class TestConnectionTest {
  private static final String SUCCESS = "{\"status\":\"success\"}" + System.lineSeparator();

  @TempDir Path folder;

  @Test
  void workingKeyGivesOneDocument() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Component component =
          test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\",\"unknown\":1,\"debug\":true");
      assertThat(component.run()).isEqualTo(new ComponentResult(ExitCode.SUCCESS, SUCCESS, ""));
      assertThat(sandbox.requests())
          .extracting(RecordedRequest::path)
          .containsExactly("/v1/segments");
      assertThat(component.has("out")).as("anything was written").isFalse();
    }
  }

  @Test
  void keyWithoutOneScopeWorksWithAnother() {
    try (Sandbox sandbox = Sandbox.builder().addMissingScopes(Scope.SEGMENTS).start()) {
      assertThat(test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\"").run())
          .isEqualTo(new ComponentResult(ExitCode.SUCCESS, SUCCESS, ""));
    }
  }

  @Test
  void keyWithoutBothScopesIsUserError() {
    Set<Scope> missing = Set.of(Scope.SEGMENTS, Scope.CAMPAIGNS);
    try (Sandbox sandbox = Sandbox.builder().missingScopes(missing).start()) {
      ComponentResult outcome = test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\"").run();
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .startsWith("Cannot read /v1/campaigns with parameters.#api_secret: ");
    }
  }

  @Test
  void wrongKeyIsUserError() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      ComponentResult outcome =
          test(sandbox, "\"#api_secret\":\"wrong\",\"api_region\":\"eu\"").run();
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .startsWith("Cannot use parameters.#api_secret: the API answered 401 ")
          .contains("parameters.api_region, now \"eu\"");
    }
  }

  @Test
  void wrongParameterIsUserErrorEvenIfKeyWorks() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      ComponentResult outcome =
          test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\",\"campaigns\":\"x\"").run();
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void failingApiIsApplicationError() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      sandbox.failNext(path -> true, Fault.html(502), 100);
      ComponentResult outcome =
          test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\"")
              .deadline(RetryOptions.defaults(), Duration.ofSeconds(2))
              .run();
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.APPLICATION_ERROR);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).startsWith("Cannot GET /v1/segments: ");
    }
  }

  @Test
  void silentHostIsGivenUpBeforeThePlatformTimesOut() {
    try (Sandbox sandbox = Sandbox.builder().latency(Duration.ofMinutes(1)).start()) {
      long begin = System.nanoTime();
      ComponentResult outcome =
          test(sandbox, "\"#api_secret\":\"sandbox-app-api-key\"")
              .deadline(RetryOptions.defaults(), Duration.ofSeconds(2))
              .run();
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("without waiting for the answer")
          .isLessThan(Duration.ofSeconds(45));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.APPLICATION_ERROR);
      assertThat(outcome.out()).isEmpty();
    }
    assertThat(ActionDeadline.DEFAULT.test()).isLessThan(Duration.ofSeconds(30));
  }

  private Component test(Sandbox sandbox, String parameters) {
    return new Component(folder)
        .on(sandbox)
        .config("{\"action\":\"testConnection\",\"parameters\":{" + parameters + "}}");
  }
}
