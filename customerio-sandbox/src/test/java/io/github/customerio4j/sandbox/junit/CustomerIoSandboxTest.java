package io.github.customerio4j.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@CustomerIoSandbox(people = 12, campaigns = 3)
class CustomerIoSandboxTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static int status(Sandbox sandbox, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Authorization", "Bearer " + sandbox.appApiKey())
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @BeforeEach
  void lifecycleMethodGetsTheSandboxOfTheTest(Sandbox sandbox) {
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void annotationSaysWhatTheSandboxHolds(Sandbox sandbox) {
    assertThat(sandbox.truth().campaigns()).hasSize(3);
    assertThat(sandbox.truth().customers()).hasSize(12);
  }

  @Test
  void twoParametersGetTheSameSandbox(Sandbox one, Sandbox other)
      throws IOException, InterruptedException {
    assertThat(one).isSameAs(other);
    assertThat(status(one, "campaigns")).isEqualTo(200);
  }

  @Test
  void plannedFaultDoesNotFailTheTest(Sandbox sandbox) throws IOException, InterruptedException {
    sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.status(404), 1);

    assertThat(status(sandbox, "campaigns")).isEqualTo(404);
  }

  @Test
  void recordThatTheWorkspaceLacksDoesNotFailTheTest(Sandbox sandbox)
      throws IOException, InterruptedException {
    assertThat(status(sandbox, "campaigns/999999999")).isEqualTo(404);
  }

  @Test
  void faultOfEveryNthRequestLeavesTheOthers(Sandbox sandbox)
      throws IOException, InterruptedException {
    sandbox.failEvery(3, path -> path.endsWith("/campaigns"), Fault.status(503));
    int[] statuses = new int[6];
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] = status(sandbox, "campaigns");
    }

    assertThat(statuses).containsExactly(200, 200, 503, 200, 200, 503);
  }

  @Nested
  class InsideAnotherClass {
    @Test
    void annotationOfTheOuterClassApplies(Sandbox sandbox) {
      assertThat(sandbox.truth().campaigns()).hasSize(3);
    }
  }

  @Test
  void refusedRequestFailsItsTestAndIsNamed() {
    TestExecutionSummary summary = run(WrongRequestCase.class);

    assertThat(summary.getFailures()).hasSize(1);
    assertThat(summary.getFailures().get(0).getException())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("404 GET /v1/no_such_list {limit=[5]}")
        .hasMessageContaining("set refusals = ALLOW");
  }

  @Test
  void refusedRequestIsAllowedWhereTheTestProvokesIt() {
    TestExecutionSummary summary = run(ProvokedRequestCase.class);

    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
  }

  private static TestExecutionSummary run(Class<?> testClass) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(DiscoverySelectors.selectClass(testClass)))
                .build(),
            new TestExecutionListener[] {summary});
    return summary.getSummary();
  }

  /** Run by the tests above only: its name does not match those of tests. */
  @CustomerIoSandbox
  static class WrongRequestCase {
    @Test
    void asksForAnUnknownList(Sandbox sandbox) throws IOException, InterruptedException {
      assertThat(status(sandbox, "no_such_list?limit=5")).isEqualTo(404);
    }
  }

  /** Run by the tests above only: its name does not match those of tests. */
  @CustomerIoSandbox(refusals = CustomerIoSandbox.Refusals.ALLOW)
  static class ProvokedRequestCase {
    @Test
    void asksForAnUnknownList(Sandbox sandbox) throws IOException, InterruptedException {
      assertThat(status(sandbox, "no_such_list")).isEqualTo(404);
    }
  }
}
