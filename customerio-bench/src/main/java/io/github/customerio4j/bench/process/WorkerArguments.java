package io.github.customerio4j.bench.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments on the command line of a child process, {@code name=value} each.
 *
 * @param values the values by name
 */
public record WorkerArguments(Map<String, String> values) {

  /** No arguments. */
  public static WorkerArguments none() {
    return new WorkerArguments(Map.of());
  }

  static WorkerArguments parse(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new BenchException("Cannot read argument " + argument + ": it is not name=value.");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new WorkerArguments(values);
  }

  /** These arguments and one more, or with another value for its name. */
  public WorkerArguments with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new WorkerArguments(more);
  }

  /**
   * The value of an argument.
   *
   * @throws BenchException if the argument is missing
   */
  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new BenchException("Cannot start: argument " + name + " is missing.");
    }
    return value;
  }

  String text(String name, String defaultValue) {
    return values.getOrDefault(name, defaultValue);
  }

  int number(String name, int defaultValue) {
    String value = values.get(name);
    return value == null ? defaultValue : Integer.parseInt(value);
  }

  /** The texts of a value, separated by commas; empty if the argument is missing or empty. */
  List<String> texts(String name) {
    String value = text(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  /** The arguments for a command line. */
  public List<String> asList() {
    List<String> list = new ArrayList<>();
    values.forEach((name, value) -> list.add(name + "=" + value));
    return list;
  }
}
