package io.github.customerio4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTagsTest {
  @Test
  void tablesBeyondLimitShareOneValue() {
    TableTags tags = new TableTags();

    long different =
        IntStream.range(0, 10_000).mapToObj(i -> tags.of("activity_" + i)).distinct().count();

    assertThat(different).isEqualTo(TableTags.MAX_VALUES + 1);
    assertThat(tags.of("activity_0")).as("known before").isEqualTo("activity_0");
    assertThat(tags.of("one_more")).isEqualTo("other");
  }

  @Test
  void emptyTableNameBecomesNone() {
    assertThat(new TableTags().of("")).isEqualTo("none");
  }
}
