package io.github.customerio4j.extract.sink;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens the destinations of one kind for the command line. An artifact names its provider in {@code
 * META-INF/services}, so that a destination that is not part of the program is found on the class
 * path. A sink that keeps the state, too, is a {@code StateStore.Provider}.
 */
public interface SinkProvider {

  /** What {@code --to} begins with, before a colon: {@code iceberg}. */
  String kind();

  /**
   * Makes a destination ready; connects to nothing yet.
   *
   * @param place what follows the colon in {@code --to}
   * @throws IllegalArgumentException if there is no such place, or a property has another form; the
   *     message names it and says what to write
   */
  TableSink open(String place, Options options);

  /**
   * What the user says of a destination.
   *
   * @param properties values by names; they may be secrets
   * @param typing how columns get their types
   * @param workspace the name in column {@link TableSink#WORKSPACE}, if tables have it
   */
  record Options(Map<String, String> properties, Typing typing, Optional<String> workspace) {
    /** Copies the properties. */
    public Options {
      Objects.requireNonNull(properties, "properties");
      Objects.requireNonNull(typing, "typing");
      Objects.requireNonNull(workspace, "workspace");
      properties = Map.copyOf(properties);
    }

    /** Without the properties, which may be secrets. */
    @Override
    public String toString() {
      return "Options[properties=" + properties.keySet() + ", typing=" + typing + "]";
    }
  }
}
