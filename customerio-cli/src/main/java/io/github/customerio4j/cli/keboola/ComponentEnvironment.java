package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.environment.RunnerEnvironment;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.Resume;
import io.github.customerio4j.extract.sink.csv.CsvFormat.ManifestFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The environment variables that the platform sets, and those by which an operator overrides. */
final class ComponentEnvironment {
  private static final String DATA_DIRECTORY = "KBC_DATADIR";
  private static final String DATA_TYPES = "KBC_DATA_TYPE_SUPPORT";
  private static final String SPOOL_DIRECTORY = "CUSTOMERIO_SPOOL_DIR";
  private static final String RUN_MODE = "KBC_COMPONENT_RUN_MODE";

  private final Map<String, String> variables;

  ComponentEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * The folder that the platform shares with the component.
   *
   * @throws ComponentException if the variable is not set, or does not name a folder
   */
  Path dataDirectory() {
    String name = value(DATA_DIRECTORY);
    if (name.isEmpty()) {
      throw ComponentException.application(
          "Cannot start: the variable "
              + DATA_DIRECTORY
              + " is not set. Set it to the folder that holds config.json.");
    }
    try {
      Path folder = Path.of(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
      throw unusable("there is no such folder", "Name the one with config.json.");
    } catch (InvalidPathException e) {
      throw unusable(PathArgument.reason(e), "Name the folder that holds config.json.");
    }
  }

  /** The form of the manifests: with native types if the project supports them, else classic. */
  ManifestFormat manifestForm() {
    return Set.of("authoritative", "hints").contains(value(DATA_TYPES))
        ? ManifestFormat.NATIVE_TYPES
        : ManifestFormat.CLASSIC;
  }

  /**
   * Adds the spool folder that the variable names. Without it no run is resumed, because a folder
   * of the container does not outlive the container.
   */
  ExtractionConfig spooling(ExtractionConfig config) {
    ExtractionConfig.Builder spooling = ExtractionConfig.builder();
    spooling.from(config);
    String name = value(SPOOL_DIRECTORY);
    if (name.isEmpty()) {
      return spooling.resume(Resume.NEVER).build();
    }
    try {
      return spooling.resume(Resume.IF_POSSIBLE).spoolDirectory(Path.of(name)).build();
    } catch (InvalidPathException e) {
      throw ComponentException.application(
          "Cannot use the variable "
              + SPOOL_DIRECTORY
              + " \""
              + name
              + "\": "
              + PathArgument.reason(e)
              + ". Name a folder, or unset it.");
    }
  }

  boolean isDebug() {
    return value(RUN_MODE).equals("debug");
  }

  /** Whether a variable overrides the host of the configured region. */
  boolean hasBaseUrl() {
    return RunnerEnvironment.of(variables).hasBaseUrl();
  }

  /** A builder of the client for the configured workspace; variables override its host and rate. */
  CustomerIoBuilder client(ComponentConfig config) {
    CustomerIoBuilder client =
        CustomerIo.builder(config.key())
            .region(config.region())
            .userAgent("customerio4j-keboola/" + CustomerIo.version());
    try {
      return RunnerEnvironment.of(variables).applyTo(client);
    } catch (IllegalArgumentException e) {
      throw ComponentException.application(String.valueOf(e.getMessage()));
    }
  }

  private ComponentException unusable(String why, String remedy) {
    return ComponentException.application(
        "Cannot use the variable "
            + DATA_DIRECTORY
            + " \""
            + value(DATA_DIRECTORY)
            + "\": "
            + why
            + ". "
            + remedy);
  }

  private String value(String variable) {
    return variables.getOrDefault(variable, "").strip();
  }
}
