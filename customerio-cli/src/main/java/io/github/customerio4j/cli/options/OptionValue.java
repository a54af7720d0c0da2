package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import picocli.CommandLine.Model.OptionSpec;

/** The value of an option that is given elsewhere than on the command line. */
public final class OptionValue {
  /** What may hold a password. */
  private static final Set<String> SECRET = Set.of("to", "key-command");

  private final OptionSpec option;
  private final String name;
  private final String where;

  private OptionValue(OptionSpec option, String where) {
    this.option = option;
    this.name = Settings.name(option);
    this.where = where;
  }

  /** A value in a file, which has to have the option's type. */
  public static Object of(OptionSpec option, Node node, String place) {
    OptionValue value = new OptionValue(option, name(option) + " in " + place);
    if (node.getTag().equals(Tag.NULL)) {
      throw value.wrong("it has no value", "Write one, or leave the key out.");
    }
    return value.of(node);
  }

  /** A value of an environment variable, written as on the command line. */
  static Object of(OptionSpec option, String text, String variable) {
    return new OptionValue(option, variable).of(text);
  }

  private static String name(OptionSpec option) {
    return Settings.name(option);
  }

  private Object of(Node node) {
    if (option.typeInfo().isMap()) {
      return map(node);
    }
    if (option.typeInfo().isCollection()) {
      return list(node);
    }
    if (option.typeInfo().isBoolean()) {
      return Boolean.valueOf(scalar(node, Set.of(Tag.BOOL), "true or false"));
    }
    Class<?> type = option.type();
    if (Number.class.isAssignableFrom(type) || type == int.class) {
      boolean isWhole = type == int.class || type == Integer.class;
      String what = isWhole ? "a whole number" : "a number";
      Set<Tag> tags = isWhole ? Set.of(Tag.INT) : Set.of(Tag.INT, Tag.FLOAT);
      return number(scalar(node, tags, what), what);
    }
    return text(scalar(node, Set.of(Tag.STR), "a text (in quotes if it looks like a number)"));
  }

  private Object of(String text) {
    if (option.typeInfo().isMap()) {
      return idsOf(text);
    }
    if (option.typeInfo().isCollection()) {
      return List.of(text.split(",", -1));
    }
    if (option.typeInfo().isBoolean()) {
      if (!text.equals("true") && !text.equals("false")) {
        throw wrong("\"" + text + "\" is neither true nor false", "Write one of them.");
      }
      return Boolean.valueOf(text);
    }
    if (Number.class.isAssignableFrom(option.type()) || option.type() == int.class) {
      return number(text, option.type() == Double.class ? "a number" : "a whole number");
    }
    return text(text);
  }

  private Object number(String text, String what) {
    try {
      if (option.type() == Double.class) {
        return Double.valueOf(text);
      }
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw wrong("\"" + text + "\" is not " + what + " of a usual size", "Write one.");
    }
  }

  private Object text(String text) {
    return option.type() == Path.class ? PathArgument.of(where, text) : text;
  }

  private List<String> list(Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(shown(node) + " is not a list", "Write " + name + ": [ONE, TWO].");
    }
    List<String> values = new ArrayList<>();
    for (Node one : sequence.getValue()) {
      values.add(scalar(one, Set.of(Tag.STR), "a list of texts"));
    }
    return values;
  }

  /** Tables with lists of ids, which may be written as numbers. */
  private Map<String, String> map(Node node) {
    if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      // Programs in PHP write an empty object so.
      return Map.of();
    }
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(shown(node) + " is not a table with its " + items(), remedyForIds());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String table = scalar(entry.getKeyNode(), Set.of(Tag.STR), "a table with its " + items());
      if (!(entry.getValueNode() instanceof SequenceNode sequence)) {
        throw wrong(
            "what stands under " + table + ", " + shown(entry.getValueNode()) + ", is not a list",
            remedyForIds());
      }
      List<String> ids = new ArrayList<>();
      for (Node id : sequence.getValue()) {
        ids.add(scalar(id, Set.of(Tag.STR, Tag.INT), "a list of " + items() + " under " + table));
      }
      if (values.put(table, String.join(",", ids)) != null) {
        throw wrong("table " + table + " is there twice", "Write it once.");
      }
    }
    return values;
  }

  private Map<String, String> idsOf(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String entry : text.split(";", -1)) {
      String[] parts = entry.split("=", 2);
      if (parts.length < 2) {
        throw wrong(
            "\"" + entry + "\" is not a table with its " + items(),
            isOfColumns()
                ? "Write customers=cio_id,email;segments=id,name."
                : "Write campaigns=3,7;segments=1.");
      }
      values.put(parts[0], parts[1]);
    }
    return values;
  }

  private String remedyForIds() {
    return "Write "
        + name
        + (isOfColumns() ? ": {customers: [cio_id, email]}." : ": {campaigns: [3, 7]}.");
  }

  private String items() {
    return isOfColumns() ? "columns" : "ids";
  }

  private boolean isOfColumns() {
    return name.equals("columns");
  }

  private String scalar(Node node, Set<Tag> tags, String what) {
    if (node instanceof ScalarNode scalar && tags.contains(node.getTag())) {
      return scalar.getValue();
    }
    throw wrong(shown(node) + " is not " + what, "Write " + what + ".");
  }

  /** The value, unless it may hold a password. */
  private String shown(Node node) {
    return node instanceof ScalarNode scalar && !SECRET.contains(name)
        ? "\"" + scalar.getValue() + "\""
        : "the value";
  }

  private IllegalArgumentException wrong(String why, String remedy) {
    return new IllegalArgumentException("Cannot use " + where + ": " + why + ". " + remedy);
  }
}
