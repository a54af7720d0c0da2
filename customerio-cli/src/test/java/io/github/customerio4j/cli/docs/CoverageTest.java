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

  /** An operation that is taken out of the client, or that a newer list brings, fails here. */
  @Test
  void everyOperationHasAMethodOrAReason() {
    assertThat(CoveragePage.operations())
        .filteredOn(one -> !CoveragePage.methods().containsKey(one.normal()))
        .isNotEmpty()
        .allMatch(CoveragePage::isLeftOut)
        .hasSize(10);
  }
}
