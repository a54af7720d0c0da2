package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.LoggingListener;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.micrometer.ClientMetrics;
import io.github.customerio4j.micrometer.ExtractionMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.okhttp.v3_0.internal.OkHttpClientInstrumenterBuilderFactory;
import io.opentelemetry.instrumentation.okhttp.v3_0.internal.TracingInterceptor;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Metrics and traces that the documentation shows. */
@SuppressWarnings("try") // A scope is there to be closed, not to be used.
final class ObservabilitySnippets {
  private ObservabilitySnippets() {}

  static Extractor measured(CustomerIo client, TableSink sink, MeterRegistry registry) {
    // region metrics
    ClientMetrics clientMetrics = new ClientMetrics(registry, client.rateLimit());
    ExtractionMetrics extractionMetrics = new ExtractionMetrics(registry);
    Extractor extractor =
        Extractor.builder()
            .client(client.observedBy(clientMetrics))
            .listener(ExtractionListener.all(extractionMetrics, new LoggingListener()))
            .sink(sink)
            .build();
    // endregion
    return extractor;
  }

  // region tracing
  /** A base for a client whose requests are spans below the parent's. */
  static OkHttpClient traced(OpenTelemetry telemetry, Context parent) {
    TracingInterceptor tracing =
        new TracingInterceptor(
            OkHttpClientInstrumenterBuilderFactory.create(telemetry).build(),
            ContextPropagators.noop()); // Customer.io need not see our trace ids
    return new OkHttpClient.Builder()
        .readTimeout(Duration.ofSeconds(20))
        .addInterceptor( // an extractor makes its requests on threads of its own
            chain -> {
              try (Scope scope = parent.makeCurrent()) {
                return chain.proceed(chain.request());
              }
            })
        .addNetworkInterceptor( // links to exports are secrets, and a span has its whole URL
            chain ->
                chain.request().url().encodedPath().startsWith("/v1/")
                    ? tracing.intercept(chain)
                    : chain.proceed(chain.request()))
        .build();
  }
  // endregion
}
