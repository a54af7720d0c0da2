package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The client against the list of the API's read operations. */
class CoverageTest {
  @Test
  void everyMethodCarriesOutAnOperationOfTheDefinition() {
    Set<String> defined =
        CoveragePage.operations().stream()
            .map(CoveragePage.Operation::normal)
            .collect(Collectors.toSet());
    assertThat(defined).hasSize(116);
    assertThat(defined).containsAll(CoveragePage.methods().keySet());
  }

  /** Fails if an operation is removed from the client, or a newer list adds one. */
  @Test
  void everyOperationHasAMethodOrAReason() {
    assertThat(CoveragePage.operations())
        .filteredOn(one -> !CoveragePage.methods().containsKey(one.normal()))
        .isNotEmpty()
        .allMatch(CoveragePage::isExcluded)
        .hasSize(10);
  }
}
