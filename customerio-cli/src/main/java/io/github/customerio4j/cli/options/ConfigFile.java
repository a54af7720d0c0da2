package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.SpellingSuggestion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options in a file, YAML 1.2 or JSON (which is YAML), checked: known keys, each once, with values
 * of the options' types.
 *
 * @param values the values as the options take them, by the options' names without dashes
 */
public record ConfigFile(Map<String, Object> values) {

  /**
   * Reads a file.
   *
   * @param known the options that it may hold, by their names
   * @param commandLineOnly the names of those that it may not
   * @throws IllegalArgumentException if it cannot be used; the message names the line, the key and
   *     the remedy
   */
  public static ConfigFile read(
      Path file, Map<String, OptionSpec> known, Set<String> commandLineOnly) {
    YamlFile yaml = new YamlFile(file);
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple entry : yaml.entries()) {
      String place = yaml.place(entry.getKeyNode());
      String key = YamlFile.key(entry, place);
      OptionSpec option = known.get(key);
      if (option == null) {
        throw unknown(key, place, known.keySet(), commandLineOnly);
      }
      if (values.put(key, OptionValue.of(option, entry.getValueNode(), place)) != null) {
        throw new IllegalArgumentException(
            "Cannot use " + key + " in " + place + ": it is there twice. Write it once.");
      }
    }
    return new ConfigFile(values);
  }

  private static IllegalArgumentException unknown(
      String key, String place, Set<String> known, Set<String> commandLineOnly) {
    String why;
    if (key.equals("key")) {
      why =
          "a key does not belong into a configuration. Write key-file: FILE and the key alone into"
              + " FILE, or set CUSTOMERIO_APP_API_KEY.";
    } else if (commandLineOnly.contains(key)) {
      why = "it is for the command line only. Write --" + key + " there.";
    } else {
      why =
          "there is no such key."
              + SpellingSuggestion.question(key, known)
              + " There are "
              + String.join(", ", known)
              + ".";
    }
    return new IllegalArgumentException("Cannot use " + key + " in " + place + ": " + why);
  }
}
