package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.terminal.SpellingSuggestion;
import io.github.customerio4j.extract.state.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options in a file, YAML 1.2 or JSON (which is YAML), checked: known keys, each once, with values
 * of the options' types.
 *
 * @param values the values as the options take them, by the options' names without dashes
 */
record ConfigFile(Map<String, Object> values) {

  /**
   * Reads a file.
   *
   * @param known the options that it may hold, by their names
   * @param commandLineOnly the names of those that it may not
   * @throws IllegalArgumentException if it cannot be used; the message names the line, the key and
   *     the remedy
   */
  static ConfigFile read(Path file, Map<String, OptionSpec> known, Set<String> commandLineOnly) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple entry : entries(file)) {
      String place = place(file, entry.getKeyNode());
      String key = key(entry, place);
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

  private static Iterable<NodeTuple> entries(Path file) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.toString()).setSchema(new CoreSchema()).build();
    Optional<Node> root;
    try {
      root = new Compose(settings).composeString(text(file));
    } catch (MarkedYamlEngineException e) {
      // The parser's own message shows the line, which may hold a secret.
      throw new IllegalArgumentException(
          "Cannot use --config "
              + file
              + e.getProblemMark().map(ConfigFile::line).orElse("")
              + ": it is neither YAML nor JSON; "
              + e.getProblem().replaceAll("\\s+", " ")
              + ". Correct it.",
          e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(
          "Cannot use --config " + file + ": it is neither YAML nor JSON. Correct it.", e);
    }
    if (root.isEmpty()) {
      return Set.of();
    }
    if (root.get() instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    if (root.get() instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      // Programs in PHP write an empty object so.
      return Set.of();
    }
    throw new IllegalArgumentException(
        "Cannot use --config "
            + file
            + ": it holds no keys with values. Write lines such as region: eu.");
  }

  private static String text(Path file) {
    try {
      return Utf8Text.decode(Files.readAllBytes(file));
    } catch (Utf8Text.OtherEncodingException e) {
      throw new IllegalArgumentException(
          "Cannot use --config " + file + ": it " + e.getMessage() + ". Save it in UTF-8.", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot use --config "
              + file
              + ": it cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file that this process may read.",
          e);
    }
  }

  private static String key(NodeTuple entry, String place) {
    if (entry.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new IllegalArgumentException(
        "Cannot use " + place + ": a key is not text. Write lines such as region: eu.");
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

  private static String place(Path file, Node node) {
    return file + node.getStartMark().map(ConfigFile::line).orElse("");
  }

  private static String line(Mark mark) {
    return ", line " + (mark.getLine() + 1);
  }
}
