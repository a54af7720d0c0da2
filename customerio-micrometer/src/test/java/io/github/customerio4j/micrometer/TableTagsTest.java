package io.github.customerio4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTagsTest {
  @Test
  void valuesStayFewWhateverTheWorkspaceHolds() {
    TableTags tags = new TableTags();

    long different =
        IntStream.range(0, 10_000).mapToObj(i -> tags.of("activity_" + i)).distinct().count();

    assertThat(different).isEqualTo(TableTags.MOST + 1);
    assertThat(tags.of("activity_0")).as("known before").isEqualTo("activity_0");
    assertThat(tags.of("late")).isEqualTo("other");
  }

  @Test
  void whatBelongsToNoTableHasANameOfItsOwn() {
    assertThat(new TableTags().of("")).isEqualTo("none");
  }
}
