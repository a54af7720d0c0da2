package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The process of many sandboxes, each with a port and a key of its own. It prints their addresses
 * and keys, answers each line of its standard input with one line, and ends when the input ends.
 */
final class FleetServer {
  /** The command that asks for the CPU seconds of the process so far. */
  static final String CPU = "cpu";

  /** The command that asks for the number of requests answered so far, and of those refused. */
  static final String COUNT = "count";

  /** The argument with the number of sandboxes. */
  static final String WORKSPACES = "workspaces";

  private static final int REFUSED = 429;

  private FleetServer() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the number of sandboxes, and what {@link ServerSetup} describes
   */
  public static void main(String[] arguments) throws IOException {
    WorkerArguments given = WorkerArguments.parse(arguments);
    ServerSetup setup = ServerSetup.of(given);
    List<Sandbox> sandboxes = new ArrayList<>();
    StringJoiner greeting = new StringJoiner(" ");
    for (int i = 0; i < given.number(WORKSPACES, 1); i++) {
      String key = "key-of-" + ProcessHandle.current().pid() + "-" + i;
      Sandbox sandbox = setup.sandbox().appApiKey(key).start();
      sandboxes.add(sandbox);
      greeting.add(sandbox.baseUrl()).add(key);
    }
    System.out.println(greeting);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line.equals(CPU) ? cpuSeconds() : count(sandboxes));
    }
    System.exit(0);
  }

  private static String count(List<Sandbox> sandboxes) {
    List<RecordedRequest> all =
        sandboxes.stream().flatMap(sandbox -> sandbox.requests().stream()).toList();
    long refused = all.stream().filter(request -> request.status() == REFUSED).count();
    return all.size() + " " + refused;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
