package io.github.customerio4j.cli.keboola;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in {@code config.json} that knows where it stands there. What is absent is a node, too,
 * so that a reader asks for what it wants and every fault names its place.
 *
 * <p>Nothing is converted: {@code "1"} is no number. {@code null} passes for absent only where an
 * empty value would do, in lists and in texts that may be empty.
 */
final class ConfigNode {
  private static final int LONGEST_VALUE_SHOWN = 60;

  private final String path;
  private final Object value;

  /** What is no value. */
  enum Nothing {
    NULL,
    ABSENT
  }

  /** A number as it is written. */
  record NumberText(String text) {}

  /**
   * A node.
   *
   * @param value a {@code String}, {@link NumberText}, {@code Boolean}, {@code List} or {@code Map}
   *     of nodes, or {@link Nothing}
   */
  ConfigNode(String path, Object value) {
    this.path = path;
    this.value = value;
  }

  String path() {
    return path;
  }

  boolean isAbsent() {
    return value == Nothing.ABSENT;
  }

  boolean isText() {
    return value instanceof String;
  }

  boolean isArray() {
    return value instanceof List;
  }

  boolean isObject() {
    return value instanceof Map;
  }

  boolean isFlag() {
    return value instanceof Boolean;
  }

  /** The field of that name; this node must be an object. */
  ConfigNode get(String name) {
    ConfigNode field = fields().get(name);
    return field == null ? new ConfigNode(childPath(name), Nothing.ABSENT) : field;
  }

  /** The fields by name, in their order; this node must be an object. */
  Map<String, ConfigNode> fields() {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // Made by ConfigFile alone.
      Map<String, ConfigNode> fields = (Map<String, ConfigNode>) map;
      return fields;
    }
    throw wrongType("Write an object, { }.");
  }

  /** The elements; none if it is absent or null. */
  List<ConfigNode> elements(String remedy) {
    if (value instanceof List<?> list) {
      @SuppressWarnings("unchecked") // Made by ConfigFile alone.
      List<ConfigNode> elements = (List<ConfigNode>) list;
      return elements;
    }
    if (value instanceof Nothing) {
      return List.of();
    }
    throw wrongType(remedy);
  }

  /** The text; empty if it is absent. */
  Optional<String> text(String remedy) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (isAbsent()) {
      return Optional.empty();
    }
    throw wrongType(remedy);
  }

  /** The text; an empty one if it is absent or null. */
  String textOrEmpty(String remedy) {
    return value == Nothing.NULL ? "" : text(remedy).orElse("");
  }

  /** The number as it is written; empty if this is anything else. */
  Optional<String> number() {
    return value instanceof NumberText number ? Optional.of(number.text()) : Optional.empty();
  }

  /** Whether it is {@code true}; an absent one is not. */
  boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (isAbsent()) {
      return false;
    }
    throw wrongType("Write true or false, without quotes.");
  }

  /** The fault that this value has the wrong type. */
  ComponentException wrongType(String remedy) {
    return wrong("it is " + type(), remedy);
  }

  /** The fault that this value cannot be used. */
  ComponentException wrong(String why, String remedy) {
    return ComponentException.user("Cannot use " + named() + ": " + why + ". " + remedy);
  }

  /** Path and value, for messages; a secret's value is left out. */
  String named() {
    String name = path.isEmpty() ? "config.json" : path;
    String shown = isSecret() ? "" : shown();
    return shown.isEmpty() ? name : name + " " + shown;
  }

  String childPath(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Keboola encrypts what has a name with a hash in front. */
  private boolean isSecret() {
    return path.substring(path.lastIndexOf('.') + 1).startsWith("#");
  }

  private String shown() {
    if (value instanceof String text) {
      return "\"" + shortened(text.replaceAll("\\s+", " ")) + "\"";
    }
    if (value instanceof NumberText number) {
      return shortened(number.text());
    }
    return value instanceof Boolean ? value.toString() : "";
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_VALUE_SHOWN
        ? text
        : text.substring(0, LONGEST_VALUE_SHOWN) + "…";
  }

  private String type() {
    if (value instanceof Nothing) {
      return value == Nothing.NULL ? "null" : "missing";
    }
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof NumberText) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    return value instanceof List ? "an array" : "an object";
  }
}
