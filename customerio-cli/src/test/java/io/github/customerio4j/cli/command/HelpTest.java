package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.demo.DemoCommand;
import io.github.customerio4j.cli.fleet.FleetCommand;
import io.github.customerio4j.cli.keboola.KeboolaCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  private final Cli cli = new Cli();

  private static void collect(CommandLine command, List<CommandLine> to) {
    to.add(command);
    command.getSubcommands().values().forEach(below -> collect(below, to));
  }

  @Test
  void everyCommandShowsAnExample() {
    List<CommandLine> commands = new ArrayList<>();
    cli.commands().getSubcommands().values().forEach(command -> collect(command, commands));
    commands.add(new CommandLine(new DemoCommand()));
    commands.add(new CommandLine(new KeboolaCommand()));
    collect(new CommandLine(new FleetCommand()), commands);
    assertThat(commands).hasSizeGreaterThan(12);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(command.getUsageMessage()).as(name).contains("Example").contains("customerio ");
      assertThat(command.getCommandSpec().mixinStandardHelpOptions()).as(name).isTrue();
    }
  }

  @Test
  void shellsLearnCommandsAndOptions() {
    assertThat(cli.run("completion")).isZero();
    assertThat(cli.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_customerio")
        .contains("'--dry-run'")
        .contains("reset");
  }

  @Test
  void anUnknownCommandIsNamedWithThoseThatThereAre() {
    assertThat(cli.run("state", "shwo")).isEqualTo(1);
    assertThat(cli.err()).contains("\"shwo\"").contains("show, reset, export, import");
    assertThat(cli.run("state")).isEqualTo(1);
    assertThat(cli.err()).contains("name what to do, show, reset, export, import");
  }
}
