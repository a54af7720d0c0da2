package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.extract.config.ExtractionConfig;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The validated contents of {@code config.json}. */
@Value.Immutable
abstract class ComponentConfig {

  /** The name of the action; {@code run} by default. */
  abstract String action();

  /** The key of the workspace to read. */
  abstract AppApiKey key();

  /** Where the workspace is. */
  abstract Region region();

  /** Whether the log shows details for finding errors. */
  abstract boolean isDebug();

  /** What to extract; empty if nothing is selected, which is an error only for {@code run}. */
  abstract Optional<ExtractionConfig> extraction();

  /** Warnings for the user: what looks wrong, but does not stop a run. */
  abstract List<String> warnings();

  static ImmutableComponentConfig.Builder builder() {
    return ImmutableComponentConfig.builder();
  }
}
