package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetEndTest {
  @TempDir Path folder;

  /** What a listener shows or writes would else be lost when the process ends with the fleet. */
  @Test
  void aFleetIsNotDoneBeforeItsListenerKnowsOfAll() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      CompletableFuture<Fleet.FleetRun> started = new CompletableFuture<>();
      AtomicBoolean wasDone = new AtomicBoolean();
      Workspace workspace =
          Workspace.builder()
              .name("acme")
              .key(() -> AppApiKey.of(sandbox.appApiKey()))
              .client(client -> client.baseUrl(sandbox.baseUrl()).rateLimit(RateLimit.unlimited()))
              .config(
                  ExtractionConfig.builder().addTables("segments").spoolDirectory(folder).build())
              .sink(() -> FileSink.builder(folder.resolve("data"), CsvFormat.standard()).build())
              .build();
      FleetListener listener =
          new FleetListener() {
            @Override
            public void workspaceEnded(WorkspaceResult result) {
              try {
                wasDone.set(started.join().await(Duration.ofMillis(500)).isPresent());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          };
      Fleet.FleetRun run = Fleet.builder().workspace(workspace).listener(listener).build().start();
      started.complete(run);

      assertThat(run.join().isDone()).isTrue();
      assertThat(wasDone).isFalse();
    }
  }
}
