package io.github.customerio4j.cli.options;

import io.github.customerio4j.extract.state.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/**
 * A file of keys with values, YAML 1.2 or JSON (which is YAML), with the line of each.
 *
 * @param file what {@code --config} names
 */
public record YamlFile(Path file) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is no such file; the message names line and remedy
   */
  public List<NodeTuple> entries() {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.toString()).setSchema(new CoreSchema()).build();
    Optional<Node> root;
    try {
      root = new Compose(settings).composeString(text());
    } catch (MarkedYamlEngineException e) {
      // The parser's own message shows the line, which may hold a secret.
      throw new IllegalArgumentException(
          "Cannot use --config "
              + file
              + e.getProblemMark().map(YamlFile::line).orElse("")
              + ": it is neither YAML nor JSON; "
              + e.getProblem().replaceAll("\\s+", " ")
              + ". Correct it.",
          e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(
          "Cannot use --config " + file + ": it is neither YAML nor JSON. Correct it.", e);
    }
    if (root.isEmpty()) {
      return List.of();
    }
    if (root.get() instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    if (root.get() instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      // Programs in PHP write an empty object so.
      return List.of();
    }
    throw new IllegalArgumentException(
        "Cannot use --config "
            + file
            + ": it holds no keys with values. Write lines such as region: eu.");
  }

  private String text() {
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

  /** A key, which has to be text. */
  public static String key(NodeTuple entry, String place) {
    if (entry.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new IllegalArgumentException(
        "Cannot use " + place + ": a key is not text. Write lines such as region: eu.");
  }

  /** The file, and the line where a node begins. */
  public String place(Node node) {
    return file + node.getStartMark().map(YamlFile::line).orElse("");
  }

  private static String line(Mark mark) {
    return ", line " + (mark.getLine() + 1);
  }
}
