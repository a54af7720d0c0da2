package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.catalog.RefreshRule;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second Incremental Update of every table asks for, if nothing was changed. */
class SecondRunTest {
  @TempDir Path folder;

  @Test
  void asksForTheListsAndForWhatMayHaveChangedWithoutThem() {
    MemoryStateStore state = new MemoryStateStore();
    try (Sandbox sandbox = Sandbox.builder().requestsPerSecond(100_000).start();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.unlimited())
                .build()) {
      ExtractionReport first = run(client, sandbox, state);
      int before = sandbox.requests().size();
      ExtractionReport second = run(client, sandbox, state);
      Map<String, Long> asked =
          sandbox.requests().stream()
              .skip(before)
              .map(RecordedRequest::path)
              .map(SecondRunTest::pattern)
              .collect(
                  Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
      Map<String, TableReport> reports =
          second.tables().stream()
              .collect(Collectors.toMap(TableReport::table, Function.identity()));

      // Newsletters that were sent long ago are settled, and no campaign's actions were edited.
      for (TableSpec table : TableCatalog.plain()) {
        TableReport report = Objects.requireNonNull(reports.get(table.name()), table.name());
        if (table.refresh() == RefreshRule.WHEN_CHANGED && !isNeededByOthers(table)) {
          assertThat(report.rows()).as(table.name()).isZero();
          assertThat(report.unchangedParents()).as(table.name()).isPositive();
        }
        if (table.parent().isEmpty() && !table.name().equals("exports")) {
          assertThat(report.rows()).as(table.name()).isPositive();
        }
      }
      assertThat(asked)
          .doesNotContainKeys(
              "/v1/newsletters/*/test_groups",
              "/v1/transactional/*/contents",
              "/v1/broadcasts/3/metrics")
          .containsEntry("/v1/campaigns", 1L)
          .containsEntry("/v1/newsletters", 1L)
          .containsEntry("/v1/collections/*/content", 3L)
          .containsKeys("/v1/segments/*/customer_count", "/v1/broadcasts/1/metrics");
      // Of a list as many requests as in the first run, of settled children none.
      assertThat(second.requests()).isLessThan(first.requests() * 2 / 3);
    }
  }

  private static boolean isNeededByOthers(TableSpec table) {
    return Set.of("campaign_actions", "broadcast_actions", "newsletter_contents")
        .contains(table.name());
  }

  private static String pattern(String path) {
    return path.replaceAll(
        "/(campaigns|segments|newsletters|transactional|collections)/[0-9]+", "/$1/*");
  }

  private ExtractionReport run(CustomerIo client, Sandbox sandbox, MemoryStateStore state) {
    return Extractor.builder()
        .client(client)
        .clock(sandbox.clock())
        .stateStore(state)
        .sink(FileSink.builder(folder.resolve("out"), CsvFormat.standard()).build())
        .build()
        .run(
            ExtractionConfig.builder()
                .tables(TableCatalog.plain().stream().map(TableSpec::name).toList())
                .build());
  }
}
