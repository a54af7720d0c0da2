package io.github.customerio4j.cli.keboola;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The component with a data directory. It can run repeatedly. */
final class Component {
  static final String KEY = "sandbox-app-api-key";

  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private ActionDeadline deadline =
      new ActionDeadline(
          RetryOptions.builder().maxAttempts(3).firstDelay(Duration.ofMillis(20)).build(),
          Duration.ofSeconds(20));
  private Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  /** The result of a run, apart from its files. */
  record ComponentResult(ExitCode exitCode, String out, String err) {}

  Component(Path folder) {
    this.folder = folder;
    variables.put("KBC_DATADIR", folder.toString());
    variables.put("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
  }

  Component on(Sandbox sandbox) {
    clock = sandbox.clock();
    return with("CUSTOMERIO_BASE_URL", sandbox.baseUrl());
  }

  Component with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Component without(String variable) {
    variables.remove(variable);
    return this;
  }

  Component config(String json) {
    return write("config.json", json);
  }

  /** A configuration with the sandbox's key and these other parameters, without their braces. */
  Component parameters(String fields) {
    return config("{\"parameters\":{\"#api_secret\":\"" + KEY + "\"," + fields + "}}");
  }

  Component inState(String json) {
    return write("in/state.json", json);
  }

  /** Does what the platform does between two runs: moves the state and deletes the tables. */
  Component nextJob() {
    String state = read("out/state.json");
    for (String file : files("out/tables")) {
      delete("out/tables/" + file);
    }
    delete("out/state.json");
    return inState(state);
  }

  /** Lets the component give up earlier than on the platform. */
  Component deadline(RetryOptions retry, Duration test) {
    deadline = new ActionDeadline(retry, test);
    return this;
  }

  ComponentResult run() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    ExitCode code =
        new KeboolaRunner(new ComponentEnvironment(variables), console, clock, deadline).run();
    return new ComponentResult(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Runs, and fails unless the run succeeds. */
  ComponentResult succeed() {
    ComponentResult outcome = run();
    if (outcome.exitCode() != ExitCode.SUCCESS) {
      throw new AssertionError("the run failed: " + outcome);
    }
    return outcome;
  }

  CsvTable table(String name) {
    return CsvTable.read(read("out/tables/" + name + ".csv"), manifest(name));
  }

  String manifest(String table) {
    return read("out/tables/" + table + ".csv.manifest");
  }

  String outState() {
    return read("out/state.json");
  }

  boolean has(String file) {
    return Files.exists(folder.resolve(file));
  }

  /** The sorted file names of a folder; none if there is no such folder. */
  List<String> files(String name) {
    Path path = folder.resolve(name);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the written tables. */
  List<String> tables() {
    return files("out/tables").stream()
        .filter(name -> name.endsWith(".csv"))
        .map(name -> name.substring(0, name.length() - ".csv".length()))
        .toList();
  }

  Component write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(String file) {
    try {
      Files.delete(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
