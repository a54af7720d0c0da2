package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RequestOptions;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Provokes each error and returns its message. */
final class ErrorMessages {
  private static final String EVERY_PATH = "";

  private ErrorMessages() {}

  /** A use of a client of a sandbox. */
  @FunctionalInterface
  private interface Use {
    void of(CustomerIo client, Sandbox sandbox) throws Exception;
  }

  static void addTo(Map<String, Callable<String>> texts) {
    addRefusals(texts);
    addTransfers(texts);
    addRuns(texts);
    addStates(texts);
  }

  private static void addRefusals(Map<String, Callable<String>> texts) {
    texts.put("error-authentication", () -> withKey("a-track-api-key"));
    texts.put("error-wrong-region", () -> afterFault(Fault.wrongRegion(), EVERY_PATH));
    texts.put("error-permission", ErrorMessages::withoutScope);
    texts.put("error-not-found", () -> of((client, sandbox) -> client.campaigns().get(999_999)));
    texts.put(
        "error-invalid-request",
        () ->
            of(
                (client, sandbox) ->
                    client
                        .messages()
                        .listWithParameters(Map.of("limit", "5000"))
                        .forEach(message -> {})));
    texts.put(
        "error-rate-limit", () -> afterFault(Fault.statusWithRetryAfter(429, 300), EVERY_PATH));
    texts.put("error-daily-quota", () -> afterFault(Fault.status(429), EVERY_PATH));
    texts.put("error-server", () -> afterFault(Fault.status(503), EVERY_PATH));
  }

  private static void addTransfers(Map<String, Callable<String>> texts) {
    texts.put(
        "error-connection",
        () ->
            message(
                () -> {
                  try (CustomerIo client =
                      CustomerIo.builder(AppApiKey.of("key"))
                          .baseUrl("http://127.0.0.1:1/v1/")
                          .retry(quickly())
                          .build()) {
                    client.segments().list();
                  }
                }));
    texts.put(
        "error-malformed", () -> afterFault(Fault.body("<html>Signed out</html>"), EVERY_PATH));
    texts.put("error-outcome-unknown", ErrorMessages::lostExport);
    texts.put(
        "error-paging",
        () ->
            of(
                (client, sandbox) -> {
                  Fault page = Fault.body("{\"messages\":[],\"next\":\"MTIzNA==\"}");
                  sandbox.failNext(path -> path.endsWith("/messages"), page, 9);
                  client.messages().list(MessageQuery.builder().build()).forEach(message -> {});
                }));
    texts.put("error-filter", () -> message(() -> AudienceFilter.parse(ONE_BRACE_TOO_MANY)));
    texts.put(
        "error-cancelled",
        () ->
            of(
                (client, sandbox) -> {
                  client.close();
                  client.segments().list();
                }));
    texts.put(
        "error-timeout",
        () ->
            of(
                (client, sandbox) -> {
                  Fault slow = Fault.slow(Duration.ofSeconds(20));
                  sandbox.failNext(path -> path.endsWith("/segments"), slow, 1);
                  RequestOptions hasty =
                      RequestOptions.builder().timeout(Duration.ofMillis(200)).build();
                  client.with(hasty).segments().list();
                }));
    texts.put(
        "error-job-failed",
        () ->
            of(
                (client, sandbox) -> {
                  sandbox.failNextExport();
                  client
                      .exports()
                      .customers(
                          CustomersExportRequest.builder()
                              .filters(AudienceFilter.everybody())
                              .build())
                      .await(Duration.ofMinutes(1));
                }));
    texts.put("error-key", () -> message(() -> AppApiKey.of("Bearer abc")));
    texts.put(
        "error-base-url",
        () ->
            message(
                () -> CustomerIo.builder(AppApiKey.of("key")).baseUrl("http://example.com/v1/")));
  }

  private static final String ONE_BRACE_TOO_MANY =
      """
      {"and":[
        {"segment":{"id":7}},
        {"attribute":{"field":"unsubscribed","operator":"eq","value":"true"}}}
      ]}""";

  private static void addRuns(Map<String, Callable<String>> texts) {
    texts.put(
        "error-export-failed",
        () ->
            of(
                (client, sandbox) -> {
                  sandbox.failNextExport();
                  run(client, customers());
                }));
    texts.put(
        "error-since",
        () ->
            of(
                (client, sandbox) ->
                    run(
                        client,
                        ExtractionConfig.builder()
                            .messages(
                                MessagesSelection.builder()
                                    .since(Instant.parse("2030-01-01T00:00:00Z"))
                                    .build())
                            .build())));
    texts.put(
        "error-workspace",
        () -> message(() -> SqlSink.duckDb(Path.of("crm.duckdb")).workspace("two words")));
    texts.put("error-no-table", () -> message(() -> ExtractionConfig.builder().build()));
    texts.put(
        "error-table",
        () -> message(() -> ExtractionConfig.builder().addTables("letters").build()));
  }

  private static void addStates(Map<String, Callable<String>> texts) {
    texts.put(
        "error-state-version",
        () -> message(() -> ExtractionState.parse("{\"version\":2,\"tables\":{}}")));
    texts.put(
        "error-state-damaged",
        () ->
            message(
                () ->
                    ExtractionState.parse(
                        "{\"version\":1,\"tables\":{\"messages\":{\"watermarks\":"
                            + "{\"email\":\"yesterday\"}}}}")));
  }

  private static ExtractionConfig customers() {
    return ExtractionConfig.builder().customers(CustomersSelection.builder().build()).build();
  }

  private static void run(CustomerIo client, ExtractionConfig config) throws Exception {
    ProgramOutputs.inFolder(
        folder ->
            Extractor.builder()
                .client(client)
                .clock(Clock.fixed(ProgramOutputs.NOW, ZoneOffset.UTC))
                .sink(FileSink.builder(folder, CsvFormat.standard()).build())
                .build()
                .run(config));
  }

  private static String withKey(String key) throws Exception {
    try (Sandbox sandbox = ProgramOutputs.sandbox();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(key)).baseUrl(sandbox.baseUrl()).build()) {
      return message(() -> client.segments().list());
    }
  }

  private static String withoutScope() throws Exception {
    try (Sandbox sandbox = Sandbox.builder().missingScopes(Set.of(Scope.values())).start();
        CustomerIo client = ProgramOutputs.clientOf(sandbox).build()) {
      return message(() -> client.segments().list());
    }
  }

  private static String afterFault(Fault fault, String path) throws Exception {
    return of(
        (client, sandbox) -> {
          sandbox.failNext(any -> any.endsWith(path), fault, RetryOptions.defaults().maxAttempts());
          client.segments().list();
        });
  }

  private static String lostExport() throws Exception {
    return of(
        (client, sandbox) -> {
          sandbox.failNext(path -> path.endsWith("/customers"), Fault.noAnswer(), 1);
          client
              .exports()
              .createForCustomers(
                  CustomersExportRequest.builder().filters(AudienceFilter.everybody()).build());
        });
  }

  private static String of(Use use) throws Exception {
    try (Sandbox sandbox = ProgramOutputs.sandbox()) {
      CustomerIoBuilder builder = ProgramOutputs.clientOf(sandbox).retry(quickly());
      try (CustomerIo client = builder.build()) {
        return message(() -> use.of(client, sandbox));
      }
    }
  }

  private static RetryOptions quickly() {
    return RetryOptions.builder().firstDelay(Duration.ofMillis(1)).build();
  }

  /** Something that fails. */
  @FunctionalInterface
  private interface Failing {
    void run() throws Exception;
  }

  private static String message(Failing failing) {
    try {
      failing.run();
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("It did not fail.");
  }
}
