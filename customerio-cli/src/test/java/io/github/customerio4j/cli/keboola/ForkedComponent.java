package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.Main;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The component in a process of its own.
 *
 * @param data the folder with its configuration
 * @param spool the folder of the spool, which stays if the run is interrupted
 * @param errors a file for its standard error
 */
record ForkedComponent(Path data, Path spool, Path errors) {

  /** Starts it, as the argument of another command if there is one. */
  Process start(Sandbox sandbox, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData"));
    Path logging = data.resolve("logging.properties");
    if (Files.exists(logging)) {
      command.add("-Djava.util.logging.config.file=" + logging);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "keboola"));
    ProcessBuilder java = new ProcessBuilder(command);
    java.environment().put("KBC_DATADIR", data.toString());
    java.environment().put("CUSTOMERIO_BASE_URL", sandbox.baseUrl());
    java.environment().put("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
    java.environment().put("CUSTOMERIO_SPOOL_DIR", spool.toString());
    return java.redirectError(errors.toFile()).start();
  }
}
