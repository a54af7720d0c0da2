package io.github.customerio4j.iceberg;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.Closeable;
import java.time.Duration;

/** A workspace of a sandbox of its own, which answers without a limit of requests. */
final class SandboxWorkspace implements Closeable {
  private final Sandbox sandbox;
  private final CustomerIo client;

  private SandboxWorkspace(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(sandbox.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .build();
  }

  static SandboxWorkspace open() {
    return new SandboxWorkspace(Sandbox.builder().start());
  }

  /** An extractor of the workspace. */
  Extractor into(TableSink sink) {
    return Extractor.builder().client(client).sink(sink).build();
  }

  /** Lets two days pass in the workspace. */
  void advanceTwoDays() {
    sandbox.advance(Duration.ofDays(2));
  }

  @Override
  public void close() {
    try (sandbox) {
      client.close();
    }
  }
}
