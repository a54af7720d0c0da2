package io.github.customerio4j.bench.process;

/**
 * What a process with a fleet says besides its {@link BenchFigures}.
 *
 * @param done the workspaces whose tables are all committed
 * @param requestsPerSecond the sum of the rates of all workspaces, each from its first request to
 *     its last
 * @param peakMegabytes the largest memory of the process, as the kernel counts it
 */
public record FleetFigures(int done, double requestsPerSecond, double peakMegabytes) {

  String toLine() {
    return done + " " + requestsPerSecond + " " + peakMegabytes;
  }

  /** Reads the line that {@link #toLine} returns. */
  public static FleetFigures parse(String line) {
    String[] parts = line.split(" ", -1);
    return new FleetFigures(
        Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }
}
