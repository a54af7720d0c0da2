package io.github.customerio4j.examples.cli;

import io.github.customerio4j.client.Region;
import io.github.customerio4j.examples.terminal.Terminal;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;

/**
 * What a command finds around it.
 *
 * @param variables the environment
 * @param in standard input
 * @param terminal where it speaks
 * @param hosts the base URL of each region
 */
record Surroundings(
    Map<String, String> variables,
    InputStream in,
    Terminal terminal,
    Function<Region, String> hosts) {

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), System.in, Terminal.system(), Region::baseUrl);
  }
}
