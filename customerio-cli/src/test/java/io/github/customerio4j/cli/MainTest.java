package io.github.customerio4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  @Test
  void commandsAreListed() {
    StringWriter usage = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(usage));
    assertThat(commands.execute("--help")).isZero();
    assertThat(usage.toString()).contains("customerio", "keboola", "check");
  }

  @Test
  void componentWithoutItsVariablesFails() {
    assertThat(System.getenv("KBC_DATADIR")).as("this test needs it unset").isNull();
    assertThat(Main.run("keboola")).isEqualTo(2);
  }

  @Test
  void unknownCommandIsRefused() {
    StringWriter error = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setErr(new PrintWriter(error));
    assertThat(commands.execute("keboala")).isNotZero();
    assertThat(error.toString()).contains("keboala");
  }
}
