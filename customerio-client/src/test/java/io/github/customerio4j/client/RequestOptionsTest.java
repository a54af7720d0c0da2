package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.error.ServerException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionsTest {
  private static final String EMPTY = "{\"segments\":[]}";

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static RequestOptions timeout(Duration timeout) {
    return RequestOptions.builder().timeout(timeout).build();
  }

  @Test
  void slowAnswerEndsAtTheTimeoutOfTheCall() {
    api.enqueue(ApiServer.ok(EMPTY).headersDelay(20, TimeUnit.SECONDS)).enqueue(EMPTY);
    try (CustomerIo client = api.client()) {
      CustomerIo hasty = client.with(timeout(Duration.ofMillis(150)));

      assertThatThrownBy(() -> hasty.segments().list())
          .isInstanceOf(CallTimeoutException.class)
          .hasMessageContaining("Cannot GET /v1/segments: it is not done within PT0.15S")
          .hasMessageContaining("Set a longer timeout in RequestOptions");
      assertThat(client.segments().list()).as("other calls keep their time").isEmpty();
    }
  }

  @Test
  void waitForATurnCountsAndFailsAtOnceIfTheTurnComesTooLate() {
    api.enqueue(EMPTY).enqueue(EMPTY);
    try (CustomerIo client = api.builder().rateLimit(RateLimit.perSecond(0.001)).build()) {
      client.segments().list();
      long start = System.nanoTime();

      assertThatThrownBy(() -> client.with(timeout(Duration.ofSeconds(60))).segments().list())
          .isInstanceOfSatisfying(
              CallTimeoutException.class,
              e -> assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(60)));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      assertThat(api.requests()).isEqualTo(1);
    }
  }

  @Test
  void attemptsThatNoLongerFitAreNotMade() {
    api.enqueue(500, "oh");
    try (CustomerIo client =
        api.builder()
            .retry(
                RetryOptions.builder()
                    .firstDelay(Duration.ofMinutes(5))
                    .maxDelay(Duration.ofMinutes(5))
                    .deadline(Duration.ofHours(1))
                    .build())
            .build()) {
      assertThatThrownBy(() -> client.with(timeout(Duration.ofSeconds(20))).segments().list())
          .isInstanceOf(ServerException.class);
    }
  }

  @Test
  void requestThatCreatesSaysThatItsOutcomeIsUnknown() {
    api.enqueue(ApiServer.ok("{}").headersDelay(20, TimeUnit.SECONDS));
    CustomersExportRequest request =
        CustomersExportRequest.builder()
            .filters(AudienceFilter.attribute("cio_id").exists())
            .build();
    try (CustomerIo client = api.client()) {
      CustomerIo hasty = client.with(timeout(Duration.ofMillis(300)));

      assertThatThrownBy(() -> hasty.exports().createForCustomers(request))
          .isInstanceOf(OutcomeUnknownException.class);
    }
  }

  @Test
  void headersOfAViewAreAddedToThoseOfTheViewAroundIt() {
    api.enqueue(EMPTY).enqueue(EMPTY);
    try (CustomerIo client = api.client()) {
      client
          .with(RequestOptions.builder().header("X-Team", "crm").header("X-Trace", "1").build())
          .with(RequestOptions.builder().header("x-trace", "2").build())
          .segments()
          .list();
      client.segments().list();
    }
    RecordedRequest first = api.take();
    assertThat(first.getHeaders().get("X-Team")).isEqualTo("crm");
    assertThat(first.getHeaders().values("X-Trace")).containsExactly("2");
    assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer " + ApiServer.KEY);
    assertThat(api.take().getHeaders().get("X-Team")).isNull();
  }

  @Test
  void innerOptionsCountBeforeOuterOnes() {
    RequestOptions outer =
        RequestOptions.builder().timeout(Duration.ofMinutes(1)).priority(Priority.FIRST).build();

    RequestOptions both = outer.overriddenBy(timeout(Duration.ofSeconds(2)));

    assertThat(both.timeout()).contains(Duration.ofSeconds(2));
    assertThat(both.priority()).contains(Priority.FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "host", "Content-Length", "Cookie"})
  void headersOfTheClientCannotBeReplaced(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestOptions.builder().header(name, "secret-value").build())
        .withMessageContaining(name)
        .withMessageNotContaining("secret-value");
  }

  @Test
  void headerThatCannotBeSentIsRefusedWithoutItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestOptions.builder().header("X-Token", "secret\nvalue").build())
        .withMessageContaining("X-Token")
        .withMessageNotContaining("secret");
    assertThat(RequestOptions.builder().header("X-Token", "secret").build().toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "PT25H"})
  void impossibleTimeoutIsRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timeout(timeout))
        .withMessage(
            "Cannot use timeout " + timeout + ": give a time above zero and at most a day.");
  }
}
