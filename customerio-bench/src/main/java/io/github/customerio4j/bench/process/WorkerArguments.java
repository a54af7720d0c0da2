package io.github.customerio4j.bench.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process of the bench tells another on its command line: {@code name=value} each.
 *
 * @param values by name
 */
public record WorkerArguments(Map<String, String> values) {

  public static WorkerArguments none() {
    return new WorkerArguments(Map.of());
  }

  static WorkerArguments parse(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new BenchException("Cannot read argument " + argument + ": it is no name=value.");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new WorkerArguments(values);
  }

  public WorkerArguments with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new WorkerArguments(more);
  }

  /**
   * The value.
   *
   * @throws BenchException if there is none
   */
  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new BenchException("Cannot start: argument " + name + " is missing.");
    }
    return value;
  }

  String text(String name, String byDefault) {
    return values.getOrDefault(name, byDefault);
  }

  int number(String name, int byDefault) {
    String value = values.get(name);
    return value == null ? byDefault : Integer.parseInt(value);
  }

  /** Texts separated by commas; none if the argument is missing or empty. */
  List<String> texts(String name) {
    String value = text(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  public List<String> asList() {
    List<String> list = new ArrayList<>();
    values.forEach((name, value) -> list.add(name + "=" + value));
    return list;
  }
}
