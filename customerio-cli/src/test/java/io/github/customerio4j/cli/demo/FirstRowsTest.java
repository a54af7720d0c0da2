package io.github.customerio4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRowsTest {
  @TempDir Path folder;

  @Test
  void longCellsAreCutAndLineBreaksShownAsDots() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"), "id,note\n1,\"two\nlines\"\n2," + "x".repeat(40) + "\n3,c\n");

    assertThat(FirstRows.lines(file))
        .as("the first two rows")
        .containsExactly("id  note", "1   two.lines", "2   " + "x".repeat(28) + "...");
  }

  @Test
  void wideTablesShowTheirFirstColumns() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n");

    assertThat(FirstRows.lines(file))
        .as("seven columns")
        .containsExactly("a  b  c  d  e  f  g", "1  2  3  4  5  6  7");
  }
}
