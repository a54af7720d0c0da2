package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.WrongRegionException;
import java.io.IOException;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongRegionTest {
  private static final String WRONG_DATACENTER =
      "{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}";

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private ApiException failure(int status, String location, String body) {
    MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
    if (!location.isEmpty()) {
      answer.addHeader("Location", location);
    }
    api.enqueue(answer);
    try (CustomerIo client = api.client()) {
      ApiException error = catchThrowableOfType(ApiException.class, () -> client.segments().list());
      assertThat(api.requests()).isEqualTo(1);
      return error;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, https://api-eu.customer.io/v1/segments, eu",
    "302, https://API-EU.customer.io:443/v1/segments, eu",
    "308, https://api.customer.io/v1/segments, us"
  })
  void redirectToARegionNamesItAndTheBaseUrl(int status, String location, String region) {
    ApiException error = failure(status, location, "<html><body>Moved</body></html>");
    assertThat(error)
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("Leave out the base URL, and build the client with region(Region.");
    assertThat(((WrongRegionException) error).region()).contains(region);
    assertThat(error.problem())
        .isEqualTo("Cannot GET /v1/segments: the API answered " + status + " (Moved).");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401})
  void datacenterNamedByTheBodyAloneIsEnough(int status) {
    ApiException error = failure(status, "", WRONG_DATACENTER);
    assertThat(error).isInstanceOf(WrongRegionException.class).hasMessageContaining("its region");
    assertThat(((WrongRegionException) error).region()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/v1/segments",
        "https://api-eu.customer.io.example.com/",
        "https://example.com/?to=api-eu.customer.io",
        "/v2/segments",
        "not a url"
      })
  void anyOtherRedirectSaysNothingOfRegions(String location) {
    assertThat(failure(301, location, "<html><body>Moved</body></html>"))
        .isExactlyInstanceOf(ApiException.class)
        .message()
        .doesNotContainIgnoringCase("region");
  }

  @Test
  void locationCountsForRedirectsOnly() {
    assertThat(failure(401, "https://api-eu.customer.io/", ""))
        .isExactlyInstanceOf(AuthenticationException.class);
  }
}
