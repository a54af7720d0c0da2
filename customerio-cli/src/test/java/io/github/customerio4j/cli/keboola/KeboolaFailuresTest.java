package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code and the message of each failure, and the files that it leaves. */
class KeboolaFailuresTest {
  private final Sandbox sandbox =
      Sandbox.builder().exportPolls(0).addMissingScopes(Scope.SEGMENTS).start();

  @TempDir Path folder;
  private Component component;

  @BeforeEach
  void prepare() {
    component = new Component(folder).on(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void refusedKeyIsUserError() {
    component.config("{\"parameters\":{\"#api_secret\":\"wrong-key-77\",\"campaigns\":true}}");
    ComponentResult outcome = component.run();
    assertUser(
        outcome,
        "Cannot use parameters.#api_secret: the API answered 401 \\(unauthorized \\(reference \\w+\\)\\)"
            + "\\. Check that it is an App API key \\(not a Track API site id and key\\) and that"
            + " parameters\\.api_region, now \"us\", is the region of its workspace\\.");
    assertThat(outcome.out() + outcome.err()).doesNotContain("wrong-key-77");
  }

  @Test
  void missingScopeIsUserError() {
    assertUser(
        component.parameters("\"campaigns\":true,\"segments\":true").run(),
        "Cannot read /v1/segments with parameters.#api_secret: the key lacks the scope, the API"
            + " answered 403 \\(Account is not authorized\\)\\. Add the scope .*");
  }

  @Test
  void workspaceInTheOtherRegionIsUserErrorInEveryAction() {
    for (String action : new String[] {"run", "testConnection"}) {
      sandbox.failNext(path -> true, Fault.wrongRegion(), 1);
      assertUser(
          component
              .config(
                  "{\"action\":\"%s\",\"parameters\":{\"#api_secret\":\"%s\",\"campaigns\":true}}"
                      .formatted(action, Component.KEY))
              .run(),
          "Cannot use parameters.#api_secret: the API answered 301 \\(wrong datacenter\\)\\. .*: set"
              + " parameters.api_region, now \"us\", to \"eu\", and unset the variable"
              + " CUSTOMERIO_BASE_URL, .*");
    }
    sandbox.failNext(path -> true, Fault.movedTo("https://api.customer.io/v1/campaigns"), 1);
    assertUser(
        component.parameters("\"campaigns\":true,\"api_region\":\"eu\"").run(),
        ".*now \"eu\", to \"us\".*");
  }

  @Test
  void unreadableTableIsSkippedOnRequest() {
    ComponentResult outcome =
        component
            .parameters("\"campaigns\":true,\"segments\":true,\"on_table_failure\":\"skip\"")
            .run();

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.SUCCESS);
    assertThat(outcome.out())
        .contains("segments is skipped, and stays as it was at the destination: Cannot GET")
        .contains("403");
    assertThat(component.tables()).containsExactly("campaigns");
    assertThat(component.outState()).contains("\"campaigns\"").doesNotContain("\"segments\"");
  }

  @Test
  void unknownChoiceIsUserError() {
    assertUser(
        component.parameters("\"campaigns\":true,\"on_table_failure\":\"ignore\"").run(),
        "Cannot use parameters.on_table_failure \"ignore\": there is no such choice\\. Write"
            + " \"fail\" or \"skip\"\\.");
  }

  @Test
  void refusedFilterIsUserError() {
    assertUser(
        component
            .parameters("\"customers\":[{\"filters\":\"{\\\"segment\\\":{\\\"id\\\":999}}\"}]")
            .run(),
        "Cannot use parameters.customers\\[0\\].filters \\{\"segment\":\\{\"id\":999\\}\\}: the API"
            + " answered 404 \\(segment not found\\) to POST /v1/exports/customers\\..*");
    for (int status : new int[] {400, 422}) {
      sandbox.failNext(path -> path.endsWith("/exports/customers"), Fault.status(status), 1);
      assertUser(
          component
              .parameters(
                  "\"customers\":[{\"filters\":\"{\\\"segment\\\":{\\\"id\\\":1}}\","
                      + "\"attributes\":\"plan\"}]")
              .run(),
          "Cannot use parameters.customers\\[0\\].filters .*: the API answered "
              + status
              + " \\(sandbox fault \\(reference f4017\\)\\) .*");
      sandbox.failNext(path -> path.endsWith("/exports/customers"), Fault.status(status), 1);
      assertUser(
          component.parameters("\"customers\":[{\"attributes\":\"plan\"}]").run(),
          "Cannot use parameters.customers\\[0\\].attributes \\[plan\\]: .*");
    }
  }

  @Test
  void refusedExportOfEverybodyIsApplicationError() {
    sandbox.failNext(path -> path.endsWith("/exports/customers"), Fault.status(422), 1);
    assertApplication(
        component.parameters("\"customers\":[{}]").run(),
        "Cannot POST /v1/exports/customers: the API answered 422");
  }

  @Test
  void refusedTypesAndSegmentsAreUserErrors() {
    assertUser(
        component.parameters("\"messages\":[{\"types\":[\"pigeon\"]}]").run(),
        "Cannot use parameters.messages\\[0\\].types \\[pigeon\\]: the API answered 400 .*");
    sandbox.failNext(path -> path.endsWith("/activities"), Fault.status(400), 1);
    assertUser(
        component.parameters("\"activities\":[{\"types\":[\"pigeon\"]}]").run(),
        "Cannot use parameters.activities\\[0\\].types \\[pigeon\\]: the API answered 400 .*");
    sandbox.failNext(path -> path.endsWith("/membership"), Fault.status(404), 1);
    assertUser(
        component.parameters("\"segment_customers\":[999]").run(),
        "Cannot use parameters.segment_customers \\[999\\]: the API answered 404 .*");
  }

  @Test
  void exhaustedQuotaIsApplicationError() {
    sandbox.failNext(path -> true, Fault.status(429), 100);
    ComponentResult outcome = component.parameters("\"campaigns\":true").run();
    assertApplication(outcome, "Cannot GET /v1/campaigns: the API answered 429");
    assertThat(outcome.err()).contains("daily quota");
    assertThat(outcome.out()).contains("campaigns: a request failed (");
  }

  @Test
  void unreachableHostIsApplicationError() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ComponentResult outcome =
        component
            .with("CUSTOMERIO_BASE_URL", "http://127.0.0.1:" + port + "/v1")
            .parameters("\"campaigns\":true")
            .run();
    assertApplication(outcome, "Cannot GET /v1/campaigns: ");
    assertThat(outcome.err()).contains("Caused by ").doesNotContain("\tat ");
  }

  @Test
  void debugShowsStackTraceOfApplicationError() {
    sandbox.failNext(path -> true, Fault.status(500), 100);
    assertThat(component.parameters("\"campaigns\":true,\"debug\":true").run().err())
        .contains("ServerException", "\tat ");
  }

  @Test
  void failedExportIsApplicationError() {
    sandbox.failNextExport();
    assertApplication(
        component.parameters("\"customers\":[{}]").run(),
        "Cannot extract customers: Customer.io says that export ");
  }

  @Test
  void unwritableOutputIsApplicationError() {
    component.parameters("\"campaigns\":true").write("out/tables", "a file in the way");
    assertApplication(component.run(), "Cannot extract: Cannot write tables to ");
  }

  @Test
  void failedRunKeepsPreviousOutputAndWritesNoState() {
    component.parameters("\"campaigns\":true,\"messages\":[{}]");
    component.write("out/tables/campaigns.csv", "previous\n");
    component.write("out/tables/campaigns.csv.manifest", "{}");
    sandbox.failNext(path -> path.endsWith("/messages"), Fault.status(500), 1000);

    assertThat(component.run().exitCode()).isEqualTo(ExitCode.APPLICATION_ERROR);
    assertThat(component.files("out/tables"))
        .containsExactly("campaigns.csv", "campaigns.csv.manifest");
    assertThat(component.read("out/tables/campaigns.csv")).isEqualTo("previous\n");
    assertThat(component.files("out")).containsExactly("tables");
  }

  @Test
  void emptySelectionIsUserError() {
    assertUser(
        component.parameters("\"messages\":[],\"campaigns\":false").run(),
        "Cannot run: no table is selected\\. Set parameters\\.campaigns or .*");
  }

  @Test
  void unknownActionIsUserError() {
    component.config(
        "{\"action\":\"listSegments\",\"parameters\":{\"#api_secret\":\"k\",\"campaigns\":true}}");
    assertUser(
        component.run(),
        "Cannot use action \"listSegments\": there is no such action\\. There are run and"
            + " testConnection\\.");
  }

  @Test
  void unexpectedFailureShowsStackTrace() {
    ComponentFailure failure = ComponentFailure.of(new IllegalStateException("impossible"));
    assertThat(failure)
        .isEqualTo(
            new ComponentFailure(
                ExitCode.APPLICATION_ERROR,
                "Cannot continue: this is a bug in the component."
                    + " java.lang.IllegalStateException: impossible",
                ComponentFailure.Details.STACK_TRACE));
    assertThat(ComponentFailure.of(new OutOfMemoryError()).exitCode())
        .isEqualTo(ExitCode.APPLICATION_ERROR);
  }

  @Test
  void echoedKeyIsMaskedEverywhere() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      for (int i = 0; i < 3; i++) {
        server.enqueue(
            new MockResponse.Builder()
                .code(500)
                .body("{\"errors\":[{\"detail\":\"bad " + Component.KEY + "\\nkey\"}]}")
                .build());
      }
      server.start();
      ComponentResult outcome =
          component
              .with("CUSTOMERIO_BASE_URL", server.url("/v1/").toString())
              .with("KBC_COMPONENT_RUN_MODE", "debug")
              .deadline(
                  RetryOptions.builder().maxAttempts(3).firstDelay(Duration.ofMillis(10)).build(),
                  Duration.ofSeconds(5))
              .parameters("\"campaigns\":true,\"api_region\":\"eu\"")
              .run();
      assertApplication(outcome, "Cannot GET /v1/campaigns: the API answered 500 (bad *** key)");
      assertThat(outcome.out() + outcome.err()).doesNotContain(Component.KEY).contains("***");
    }
  }

  private void assertUser(ComponentResult outcome, String pattern) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(outcome.err().strip()).as("one line").doesNotContain("\n").matches(pattern);
    assertNothingWritten();
  }

  private void assertApplication(ComponentResult outcome, String beginning) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.APPLICATION_ERROR);
    assertThat(outcome.err()).startsWith(beginning);
    assertNothingWritten();
  }

  private void assertNothingWritten() {
    assertThat(component.files("out/tables")).as("tables").isEmpty();
    assertThat(component.has("out/state.json")).as("a state").isFalse();
    assertThat(component.has("out/.staging")).as("a staging folder").isFalse();
  }

  @Test
  void refusedCursorBlamesNoParameter() throws IOException {
    ComponentResult outcome =
        againstPages(
            "{\"messages\":[{\"id\":\"m1\",\"created\":1}],\"next\":\"c2\"}",
            "{\"errors\":[{\"detail\":\"invalid start cursor\"}]}");
    assertApplication(
        outcome,
        "Cannot read GET /v1/messages to its end: the API refused its own cursor 'c2' with 400"
            + " (invalid start cursor), also after the list was read again from its start.");
    assertThat(outcome.err()).doesNotContain("parameters.");
  }

  @Test
  void refusedPageSizeBlamesNoParameter() throws IOException {
    ComponentResult outcome =
        againstPages("", "{\"errors\":[{\"detail\":\"limit must be at most 100\"}]}");
    assertApplication(
        outcome, "Cannot GET /v1/messages: the API answered 400 (limit must be at most 100)");
    assertThat(outcome.err()).doesNotContain("parameters.");
  }

  /** Messages of a type from a server that answers the first page, if any, and refuses the rest. */
  private ComponentResult againstPages(String first, String refusal) throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              boolean isFirst = request.getUrl().queryParameter("start") == null;
              return isFirst && !first.isEmpty()
                  ? new MockResponse.Builder().body(first).build()
                  : new MockResponse.Builder().code(400).body(refusal).build();
            }
          });
      server.start();
      return component
          .with("CUSTOMERIO_BASE_URL", server.url("/v1/").toString())
          .parameters("\"messages\":[{\"types\":[\"email\"],\"since\":\"2026-11-01\"}]")
          .run();
    }
  }

  @Test
  void excludedNameOfNoColumnIsUserError() {
    assertUser(
        component.parameters("\"campaigns\":true,\"exclude\":[\"campaigns.nmae\"]").run(),
        "Cannot exclude column \"nmae\" of campaigns: .* Did you mean name\\?");
  }
}
