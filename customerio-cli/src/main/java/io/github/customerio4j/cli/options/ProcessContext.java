package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.client.Region;
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
public record ProcessContext(
    Map<String, String> variables,
    InputStream in,
    Terminal terminal,
    Function<Region, String> hosts) {

  /** Those of this process. */
  public static ProcessContext ofProcess() {
    return new ProcessContext(System.getenv(), System.in, Terminal.system(), Region::baseUrl);
  }
}
