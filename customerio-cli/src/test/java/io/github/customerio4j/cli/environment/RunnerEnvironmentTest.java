package io.github.customerio4j.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerEnvironmentTest {
  private static CustomerIoBuilder client() {
    return CustomerIo.builder(AppApiKey.of("a-key"));
  }

  @Test
  void nothingSetLeavesTheClientAsItIs() {
    RunnerEnvironment environment =
        RunnerEnvironment.of(Map.of("CUSTOMERIO_BASE_URL", "  ", "CUSTOMERIO_APP_API_KEY", ""));

    assertThat(environment.key()).as("key").isEmpty();
    try (CustomerIo client = environment.applyTo(client()).build()) {
      assertThat(client).as("client").hasToString("CustomerIo(https://api.customer.io/v1/)");
    }
  }

  @Test
  void baseUrlIsTakenAndAMissingSlashForgiven() {
    RunnerEnvironment environment =
        RunnerEnvironment.of(Map.of("CUSTOMERIO_BASE_URL", "http://127.0.0.1:9/v1"));

    try (CustomerIo client = environment.applyTo(client()).build()) {
      assertThat(client).as("client").hasToString("CustomerIo(http://127.0.0.1:9/v1/)");
    }
  }

  @Test
  void keyIsTakenWithoutWhiteSpaceAround() {
    assertThat(RunnerEnvironment.of(Map.of("CUSTOMERIO_APP_API_KEY", " secret\n")).key())
        .as("key")
        .isPresent();
  }

  @Test
  void aKeyThatCannotBeOneIsNotRepeated() {
    RunnerEnvironment environment =
        RunnerEnvironment.of(Map.of("CUSTOMERIO_APP_API_KEY", "Bearer secret"));

    assertThatIllegalArgumentException()
        .isThrownBy(environment::key)
        .withMessageStartingWith("Cannot use CUSTOMERIO_APP_API_KEY. ")
        .withMessageNotContaining("secret");
  }

  @Test
  void aUrlThatIsNoneIsNamed() {
    RunnerEnvironment environment = RunnerEnvironment.of(Map.of("CUSTOMERIO_BASE_URL", "api"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.applyTo(client()))
        .withMessageStartingWith("Cannot use CUSTOMERIO_BASE_URL. ")
        .withMessageContaining("'api'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "2.5", "0", " 7 "})
  void ratesAreTaken(String rate) {
    RunnerEnvironment environment =
        RunnerEnvironment.of(Map.of("CUSTOMERIO_REQUESTS_PER_SECOND", rate));

    assertThat(environment.applyTo(client())).as("rate %s", rate).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "-1", "NaN", "1e3", "10,5", "0.0001", "900000"})
  void aRateThatIsNoneIsRepeated(String rate) {
    RunnerEnvironment environment =
        RunnerEnvironment.of(Map.of("CUSTOMERIO_REQUESTS_PER_SECOND", rate));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.applyTo(client()))
        .withMessage(
            "Cannot use CUSTOMERIO_REQUESTS_PER_SECOND \""
                + rate
                + "\": it is not a rate. Write requests a second, such as 10 or 2.5, or 0 for no"
                + " limit.");
  }
}
