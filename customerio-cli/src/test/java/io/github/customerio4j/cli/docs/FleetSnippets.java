package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetHistory;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.Shard;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.LoggingListener;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.micrometer.ExtractionMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.util.Map;

/** A fleet in code, as the documentation shows it. */
final class FleetSnippets {
  private FleetSnippets() {}

  /** Keys of workspaces, such as those of a vault. */
  interface Vault {
    String read(String name);
  }

  static void run(Vault vault) {
    Path out = Path.of("out");
    // region fleet
    Fleet.Builder fleet = Fleet.builder();
    for (String name : new String[] {"acme-shop", "acme-loyalty", "bistro"}) {
      fleet.workspace(
          Workspace.builder()
              .name(name)
              .key(() -> AppApiKey.of(vault.read("customerio/" + name)))
              .config(ExtractionConfig.everything().build())
              .sink(() -> FileSink.builder(out.resolve(name), JsonlFormat.plain()).build())
              .stateStore(() -> new FileStateStore(out.resolve(name + ".state.json")))
              .build());
    }
    FleetReport report =
        fleet.history(FleetHistory.file(out.resolve("fleet-history.json"))).build().run();
    for (WorkspaceResult result : report.results()) {
      System.out.println(
          result.workspace() + ": " + result.outcome() + " " + result.problem().orElse(""));
    }
    // endregion
  }

  static Fleet watched(Iterable<Workspace> workspaces, MeterRegistry registry) {
    // region fleet-listener
    FleetListener listener =
        new FleetListener() {
          @Override
          public ExtractionListener workspaceStarting(String workspace) {
            return ExtractionListener.all(
                new LoggingListener(), // its lines have workspace in SLF4J's MDC
                new ExtractionMetrics(registry, Tags.of("workspace", workspace)));
          }

          @Override
          public void workspaceEnded(WorkspaceResult result) { // a wrong key: in the first seconds
            result.problem().ifPresent(why -> alert(result.workspace(), why));
          }
        };
    Fleet fleet =
        Fleet.builder()
            .workspaces(workspaces)
            .shard(Shard.of("3/20")) // the fourth of twenty processes
            .mostAtOnce(16)
            .listener(listener)
            .build();
    // endregion
    return fleet;
  }

  private static void alert(String workspace, String why) {
    throw new IllegalStateException(Map.of(workspace, why).toString());
  }
}
