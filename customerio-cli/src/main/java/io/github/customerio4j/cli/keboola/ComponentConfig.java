package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.extract.config.ExtractionConfig;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What {@code config.json} says, checked. */
@Value.Immutable
abstract class ComponentConfig {

  /** What to do: {@code run} unless the platform asks for something else. */
  abstract String action();

  abstract AppApiKey key();

  abstract Region region();

  abstract boolean isDebug();

  /** What to extract; empty if nothing is selected, which only {@code run} minds. */
  abstract Optional<ExtractionConfig> extraction();

  /** What is odd, but no fault. */
  abstract List<String> warnings();

  static ImmutableComponentConfig.Builder builder() {
    return ImmutableComponentConfig.builder();
  }
}
