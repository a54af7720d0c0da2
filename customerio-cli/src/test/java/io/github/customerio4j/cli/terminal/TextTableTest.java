package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  private final TextTable table = new TextTable(List.of(Alignment.LEFT, Alignment.RIGHT));

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    table.add(List.of("NAME", "N"));
    table.addRule();
    table.add(List.of("𝒙", "1,234"));

    assertThat(table.lines())
        .as("lines")
        .containsExactly("NAME      N", "-----------", "𝒙     1,234");
  }

  @Test
  void aRowWithACellTooFewIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.add(List.of("alone")))
        .withMessage("Cannot add a row of 1 cells: the table has 2 columns. Give a cell for each.");
  }

  @ParameterizedTest
  @CsvSource({"12, 12 B", "999, 999 B", "3400, 3.4 kB", "5600000, 5.6 MB"})
  void sizesAreShownInUnitsForPeople(long bytes, String shown) {
    assertThat(Quantities.bytes(bytes)).as("size").isEqualTo(shown);
  }

  @Test
  void numbersAreShownTheSameWayInEveryLocale() {
    assertThat(Quantities.count(1_234_567)).as("count").isEqualTo("1,234,567");
    assertThat(Quantities.seconds(Duration.ofMillis(1_234_560))).as("seconds").isEqualTo("1,234.6");
  }
}
