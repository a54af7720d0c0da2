package io.github.customerio4j.cli.keboola;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in {@code config.json} with its path. An absent value is a node, too, so that each error
 * can name its path.
 *
 * <p>Nothing is converted: {@code "1"} is not a number. {@code null} counts as absent only in
 * arrays and in strings that may be empty.
 */
final class ConfigNode {
  private static final int MAX_VALUE_LENGTH = 60;

  private final String path;
  private final Object value;

  /** The ways in which a node has no value. */
  enum Nothing {
    NULL,
    ABSENT
  }

  /** A number, in the text of the configuration. */
  record NumberText(String text) {}

  /**
   * Creates a node.
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
      @SuppressWarnings("unchecked") // Only ComponentConfigFile creates maps.
      Map<String, ConfigNode> fields = (Map<String, ConfigNode>) map;
      return fields;
    }
    if (value instanceof List<?> list && list.isEmpty()) {
      // The platform is written in PHP, which writes an empty object so.
      return Map.of();
    }
    throw wrongType("Write an object, { }.");
  }

  /** The elements; none if it is absent or null. */
  List<ConfigNode> elements(String remedy) {
    if (value instanceof List<?> list) {
      @SuppressWarnings("unchecked") // Only ComponentConfigFile creates lists.
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

  /** The number in the text of the configuration; empty if this is anything else. */
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

  /** The error that this value has the wrong type. */
  ComponentException wrongType(String remedy) {
    return wrong("it is " + type(), remedy);
  }

  /** The error that this value cannot be used. */
  ComponentException wrong(String why, String remedy) {
    return ComponentException.user("Cannot use " + named() + ": " + why + ". " + remedy);
  }

  /** The path and the value, for messages; only the path of a secret. */
  String named() {
    String name = path.isEmpty() ? "config.json" : path;
    String shown = isSecret() ? "" : shown();
    return shown.isEmpty() ? name : name + " " + shown;
  }

  String childPath(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Keboola encrypts the values whose names begin with a hash sign. */
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
    return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "…";
  }

  private String type() {
    if (value instanceof Nothing) {
      return value == Nothing.NULL ? "null" : "missing";
    }
    if (value instanceof String) {
      return "a string";
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
