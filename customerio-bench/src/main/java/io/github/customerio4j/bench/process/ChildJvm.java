package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts Java processes with the class path of this process.
 *
 * @param options the options of the JVM, such as {@code -Xmx64m}
 * @param environment the variables that it gets in addition to those of this process
 */
public record ChildJvm(List<String> options, Map<String, String> environment) {
  private static final int SHOWN_CHARACTERS = 4_000;

  /**
   * The result of a process that succeeded.
   *
   * @param out its standard output
   * @param seconds the time from its start to its exit
   */
  public record Outcome(String out, double seconds) {

    /** The last line of the output; empty if there is none. */
    public String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  /** A JVM with these options. */
  public static ChildJvm with(String... options) {
    return new ChildJvm(List.of(options), Map.of());
  }

  /** Whether classes can be archived, which the JVM does only for classes in jars. */
  public static boolean hasJarsOnly() {
    String[] entries = classPath().split(File.pathSeparator, -1);
    return Stream.of(entries).allMatch(entry -> entry.endsWith(".jar"));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The same JVM with these additional variables. */
  public ChildJvm and(Map<String, String> variables) {
    return new ChildJvm(options, variables);
  }

  /** Starts a process that the caller ends; its standard error goes to that of this process. */
  Process start(String mainClass, List<String> arguments) throws IOException {
    return builder(mainClass, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /**
   * Runs a process to its end.
   *
   * @throws BenchException if its exit code is not 0; the message has the end of its output
   */
  public Outcome run(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("customerio-bench-", ".err");
    try {
      ProcessBuilder builder = builder(mainClass, arguments).redirectError(errors.toFile());
      long begin = System.nanoTime();
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (exitCode != 0) {
          throw failure(mainClass, exitCode, out + Files.readString(errors));
        }
        return new Outcome(out, seconds);
      } finally {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      }
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static BenchException failure(String mainClass, int exitCode, String output) {
    String end =
        output.length() > SHOWN_CHARACTERS
            ? "…" + output.substring(output.length() - SHOWN_CHARACTERS)
            : output;
    String name = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    return new BenchException(
        "Cannot measure: process " + name + " ended with exit code " + exitCode + ".\n" + end);
  }

  private ProcessBuilder builder(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
