package io.github.customerio4j.examples.docs;

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

  /** What once was covered stays so: an operation that is taken out fails here. */
  @Test
  void wholeFamiliesAreCovered() {
    Set<String> families = Set.of("broadcasts", "newsletters", "transactional", "segments");
    assertThat(
            CoveragePage.operations().stream()
                .filter(one -> families.contains(one.path().split("/", -1)[2]))
                .map(CoveragePage.Operation::normal))
        .isSubsetOf(CoveragePage.methods().keySet());
    assertThat(CoveragePage.methods()).hasSizeGreaterThanOrEqualTo(63);
  }
}
