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

/** A sandbox in another process, as seen from the one that started it. Not thread-safe. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final String baseUrl;
  private final String key;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.questions = new PrintStream(process.getOutputStream(), true, UTF_8);
    String[] greeting = answer().split(" ", -1);
    this.baseUrl = greeting[0];
    this.key = greeting[1];
  }

  /** Starts a server; returns when it listens. */
  public static ServerProcess start(ServerSetup setup) throws IOException {
    // A collector without threads of its own: the processes that are measured need the cores.
    ChildJvm jvm = ChildJvm.with("-XX:+UseSerialGC", "-Xmx1g");
    Process process = jvm.start(BenchServer.class.getName(), setup.arguments().asList());
    try {
      return new ServerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroy();
      throw e;
    }
  }

  public String baseUrl() {
    return baseUrl;
  }

  public String key() {
    return key;
  }

  /** Requests of the API answered so far, refused ones included. */
  long requests() throws IOException {
    questions.println(BenchServer.COUNT);
    return Long.parseLong(answer());
  }

  /** The requests of the API answered so far, in the order of the answers. */
  public List<LoggedRequest> log(Path file) throws IOException {
    questions.println(BenchServer.LOG + file.toAbsolutePath());
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
    questions.close();
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
