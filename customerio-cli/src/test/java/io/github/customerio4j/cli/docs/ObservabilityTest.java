package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.okhttp.v3_0.internal.OkHttpClientInstrumenterBuilderFactory;
import io.opentelemetry.instrumentation.okhttp.v3_0.internal.TracingInterceptor;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics and traces of docs/observability.md, on the sandbox. */
class ObservabilityTest {
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();
  private final Sandbox sandbox = ProgramOutputs.sandbox();

  @TempDir Path folder;

  @AfterEach
  void close() {
    telemetry.close();
    sandbox.close();
  }

  @Test
  void requestsAreSpansOfTheRunWithoutKeyAndLinks() {
    Span run = telemetry.getTracer("tests").spanBuilder("run").startSpan();
    OkHttpClient http = ObservabilitySnippets.traced(telemetry, Context.root().with(run));

    try (CustomerIo client = ProgramOutputs.clientOf(sandbox).httpClient(http).build()) {
      ExtractSnippets.extractor(client, folder, sandbox.clock()).run(config());
    }

    List<SpanData> requests = spans.getFinishedSpanItems();
    assertThat(requests.stream().map(ObservabilityTest::path))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(apiPaths());
    assertThat(requests)
        .allSatisfy(
            span -> assertThat(span.getParentSpanId()).isEqualTo(run.getSpanContext().getSpanId()));
    assertThat(requests.toString())
        .as("all of the spans")
        .doesNotContain(sandbox.appApiKey())
        .doesNotContainIgnoringCase("bearer")
        .doesNotContain(links());
  }

  /** The key is added after all interceptors of the caller. */
  @Test
  void capturedHeadersDoNotContainTheKey() {
    TracingInterceptor curious =
        new TracingInterceptor(
            OkHttpClientInstrumenterBuilderFactory.create(telemetry)
                .setCapturedRequestHeaders(List.of("Authorization", "User-Agent"))
                .build(),
            ContextPropagators.noop());
    OkHttpClient http = new OkHttpClient.Builder().addNetworkInterceptor(curious).build();

    try (CustomerIo client = ProgramOutputs.clientOf(sandbox).httpClient(http).build()) {
      client.campaigns().list();
    }

    assertThat(spans.getFinishedSpanItems().toString())
        .contains("http.request.header.user-agent")
        .doesNotContainIgnoringCase("authorization")
        .doesNotContain(sandbox.appApiKey());
  }

  /** On a clock that is right: else the run restarts, and leaves requests without an answer. */
  @Test
  void requestsOfAnExtractionAreMeasured() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    try (Sandbox onTime = Sandbox.builder().clock(Clock.systemUTC()).start()) {
      try (CustomerIo client = ProgramOutputs.clientOf(onTime).build()) {
        FileSink sink = FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build();
        ObservabilitySnippets.measured(client, sink, registry).run(config());
      }

      assertThat(registry.get("customerio.client.started").counter().count())
          .isEqualTo(apiPaths(onTime).size());
      assertThat(
              registry.get("customerio.extraction.rows").tag("table", "messages").counter().count())
          .isEqualTo(onTime.truth().messages().size());
    }
  }

  private ExtractionConfig config() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns").messages(MessagesSelection.builder().build());
    config.customers(CustomersSelection.builder().build());
    return config.spoolDirectory(folder.resolve("spool")).build();
  }

  /** The paths of the links to exports; a link is enough to read the export. */
  private List<String> links() {
    List<String> links =
        sandbox.requests().stream()
            .filter(request -> request.host() == RecordedRequest.Listener.STORE)
            .map(RecordedRequest::path)
            .toList();
    assertThat(links).as("links that were followed").isNotEmpty();
    return links;
  }

  private List<String> apiPaths() {
    return apiPaths(sandbox);
  }

  private static List<String> apiPaths(Sandbox asked) {
    return asked.requests().stream()
        .filter(request -> request.host() == RecordedRequest.Listener.API)
        .map(RecordedRequest::path)
        .toList();
  }

  private static String path(SpanData span) {
    String url = span.getAttributes().get(AttributeKey.stringKey("url.full"));
    return URI.create(String.valueOf(url)).getRawPath();
  }
}
