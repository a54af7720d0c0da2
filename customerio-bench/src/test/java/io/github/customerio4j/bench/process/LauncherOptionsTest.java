package io.github.customerio4j.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LauncherOptionsTest {

  @Test
  void optionsAreThoseOfTheLauncher() throws Exception {
    String launcher = Files.readString(Path.of("../customerio-cli/src/main/dist/bin/customerio"));

    List<String> given =
        Pattern.compile("(?<= )-XX:(?:\\+UseSerialGC|TieredStopAtLevel=\\d)")
            .matcher(launcher)
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(given).isEqualTo(LauncherOptions.all());
  }

  @Test
  void optionsAreAcceptedByThisJvm() throws Exception {
    ChildJvm jvm = new ChildJvm(LauncherOptions.all(), Map.of());

    assertThat(jvm.run(LauncherOptionsTest.class.getName(), List.of()).out()).isEqualTo("started");
  }

  /** What the other JVM runs. */
  public static void main(String[] arguments) {
    System.out.print("started");
  }
}
