package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes with many sandboxes each. Not thread-safe. */
public final class FleetServers implements AutoCloseable {
  private final List<One> processes = new ArrayList<>();

  /**
   * A workspace.
   *
   * @param baseUrl the address of its API
   * @param key the key that it accepts
   */
  public record Address(String baseUrl, String key) {}

  /**
   * What the servers have answered.
   *
   * @param requests all requests, including refused ones
   * @param refused those answered with 429
   */
  public record Answered(long requests, long refused) {}

  private record One(
      Process process, BufferedReader answers, PrintStream commands, List<Address> addresses) {
    String ask(String command) throws IOException {
      commands.println(command);
      return answer(answers);
    }
  }

  /**
   * Starts them, and waits until they listen.
   *
   * @param setup the data and the speed of each sandbox
   * @param workspaces the number of sandboxes
   * @param processes the number of processes that share them
   */
  public static FleetServers start(ServerSetup setup, int workspaces, int processes)
      throws IOException {
    FleetServers servers = new FleetServers();
    try {
      for (int i = 0; i < processes; i++) {
        int share = workspaces / processes + (i < workspaces % processes ? 1 : 0);
        servers.processes.add(one(setup, share));
      }
      return servers;
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private static One one(ServerSetup setup, int share) throws IOException {
    Process process =
        ChildJvm.with("-XX:+UseSerialGC", "-Xmx1g")
            .start(
                FleetServer.class.getName(),
                setup.arguments().with(FleetServer.WORKSPACES, share).asList());
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String[] greeting = answer(answers).split(" ", -1);
    List<Address> addresses = new ArrayList<>();
    for (int i = 0; i < greeting.length; i += 2) {
      addresses.add(new Address(greeting[i], greeting[i + 1]));
    }
    return new One(
        process, answers, new PrintStream(process.getOutputStream(), true, UTF_8), addresses);
  }

  private static String answer(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new BenchException("Cannot measure: the servers' process has ended.");
    }
    return line;
  }

  /** All workspaces. */
  public List<Address> addresses() {
    return processes.stream().flatMap(one -> one.addresses().stream()).toList();
  }

  /** The CPU time of all processes so far. */
  public double cpuSeconds() throws IOException {
    double all = 0;
    for (One one : processes) {
      all += Double.parseDouble(one.ask(FleetServer.CPU));
    }
    return all;
  }

  /** What was answered so far. */
  public Answered answered() throws IOException {
    long requests = 0;
    long refused = 0;
    for (One one : processes) {
      String[] counts = one.ask(FleetServer.COUNT).split(" ", -1);
      requests += Long.parseLong(counts[0]);
      refused += Long.parseLong(counts[1]);
    }
    return new Answered(requests, refused);
  }

  @Override
  public void close() {
    for (One one : processes) {
      one.commands().close();
      try {
        if (!one.process().waitFor(5, TimeUnit.SECONDS)) {
          one.process().destroyForcibly();
        }
      } catch (InterruptedException e) {
        one.process().destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
