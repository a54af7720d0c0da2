package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sandbox in a child process. Not thread-safe. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream commands;
  private final String baseUrl;
  private final String key;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
    String[] greeting = answer().split(" ", -1);
    this.baseUrl = greeting[0];
    this.key = greeting[1];
  }

  /** Starts a server and waits until it listens. */
  public static ServerProcess start(ServerSetup setup) throws IOException {
    // The serial collector has no threads of its own: the measured processes need the cores.
    ChildJvm jvm = ChildJvm.with("-XX:+UseSerialGC", "-Xmx1g");
    Process process = jvm.start(BenchServer.class.getName(), setup.arguments().asList());
    try {
      return new ServerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroy();
      throw e;
    }
  }

  /** The base URL of the API. */
  public String baseUrl() {
    return baseUrl;
  }

  /** The key that the server accepts. */
  public String key() {
    return key;
  }

  /** The number of requests answered so far, including refused ones. */
  long requests() throws IOException {
    commands.println(BenchServer.COUNT);
    return Long.parseLong(answer());
  }

  /** The requests answered so far, in the order of the responses; also written into the file. */
  public List<LoggedRequest> log(Path file) throws IOException {
    commands.println(BenchServer.LOG + file.toAbsolutePath());
    answer();
    try (var lines = Files.lines(file)) {
      return lines.map(LoggedRequest::parse).toList();
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new BenchException("Cannot measure: the server's process has ended.");
    }
    return line;
  }

  @Override
  public void close() {
    commands.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
