package io.github.customerio4j.spark;

import io.github.customerio4j.extract.state.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A file of workspaces, in the words of a fleet's file: {@code defaults}, and {@code workspaces} by
 * their names or as a list.
 */
final class WorkspacesFile {
  private static final String NAME = "name";
  private static final Node EMPTY = new MappingNode(Tag.MAP, List.of(), FlowStyle.FLOW);

  private final String file;
  private final Map<String, SourceWorkspace> workspaces = new LinkedHashMap<>();

  private WorkspacesFile(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param options what counts where the file says nothing
   * @throws IllegalArgumentException if it cannot be used; the message names file and line
   */
  static List<SourceWorkspace> read(String file, WorkspaceSettings options) {
    WorkspacesFile read = new WorkspacesFile(file);
    read.read(options);
    return List.copyOf(read.workspaces.values());
  }

  private void read(WorkspaceSettings options) {
    @Nullable Node defaults = null;
    @Nullable Node ofWorkspaces = null;
    for (NodeTuple entry : entries(root())) {
      String key = key(entry);
      switch (key) {
        case "defaults" -> defaults = entry.getValueNode();
        case "workspaces" -> ofWorkspaces = entry.getValueNode();
        default ->
            throw OptionErrors.unknown(
                key, " in " + place(entry.getKeyNode()), List.of("defaults", "workspaces"));
      }
    }
    if (ofWorkspaces == null) {
      throw wrong("", "it has no workspaces. Write workspaces: and below it a line such as acme:");
    }
    for (Map.Entry<String, Node> one : named(ofWorkspaces).entrySet()) {
      add(one.getKey(), one.getValue(), defaults, options);
    }
  }

  private void add(String name, Node node, @Nullable Node defaults, WorkspaceSettings options) {
    try {
      WorkspaceSettings settings = settings(node, name);
      if (defaults != null) {
        settings = settings.or(settings(defaults, name));
      }
      SourceWorkspace workspace = settings.or(options).workspace(name);
      @Nullable SourceWorkspace other =
          workspaces.putIfAbsent(name.toLowerCase(Locale.ROOT), workspace);
      if (other != null) {
        throw new IllegalArgumentException(
            "Cannot use workspace "
                + name
                + ": there is "
                + other.name()
                + ", too. Give each a name of its own, not only in upper or lower case.");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("In " + place(node) + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Node> named(Node node) {
    Map<String, Node> named = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        put(named, key(entry), entry.getValueNode());
      }
    } else if (node instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        put(named, nameIn(one), one instanceof ScalarNode ? EMPTY : one);
      }
    }
    if (named.isEmpty()) {
      throw wrong(line(node), "workspaces holds none. Write a line for each, such as acme:");
    }
    return named;
  }

  private void put(Map<String, Node> named, String name, Node node) {
    if (named.put(name, node) != null) {
      throw wrong(line(node), "workspace " + name + " is there twice. Write it once");
    }
  }

  private String nameIn(Node one) {
    if (one instanceof ScalarNode name && !one.getTag().equals(Tag.NULL)) {
      return name.getValue();
    }
    if (one instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (key(entry).equals(NAME) && entry.getValueNode() instanceof ScalarNode name) {
          return name.getValue();
        }
      }
    }
    throw wrong(line(one), "a workspace of the list has no name. Write name: acme");
  }

  private WorkspaceSettings settings(Node node, String workspace) {
    WorkspaceSettings.Collected settings = new WorkspaceSettings.Collected("");
    if (!node.getTag().equals(Tag.NULL)) {
      if (!(node instanceof MappingNode mapping)) {
        throw new IllegalArgumentException(
            "Cannot use workspace "
                + workspace
                + ": it holds no keys with values. Write lines such as region: eu.");
      }
      for (NodeTuple entry : mapping.getValue()) {
        String option = key(entry);
        if (WorkspaceSettings.OPTIONS.contains(option)) {
          settings.put(
              option,
              texts(entry.getValueNode()).stream()
                  .map(text -> text.replace("{workspace}", workspace))
                  .toList());
        } else if (OptionErrors.isForKey(option)) {
          throw OptionErrors.key(option, "");
        } else if (!option.equals(NAME)) {
          throw OptionErrors.unknown(option, "", WorkspaceSettings.OPTIONS);
        }
      }
    }
    return settings.build();
  }

  private static List<String> texts(Node node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(one -> texts.addAll(texts(one)));
    } else if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
      texts.add(scalar.getValue());
    }
    return texts;
  }

  private Node root() {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text());
      return root.orElseThrow(() -> wrong("", "it is empty. Write workspaces: into it"));
    } catch (MarkedYamlEngineException e) {
      // The parser's own message shows the line, which may hold a secret.
      String line = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw wrong(line, "it is neither YAML nor JSON. Correct it");
    } catch (YamlEngineException e) {
      throw wrong("", "it is neither YAML nor JSON. Correct it");
    }
  }

  private String text() {
    try {
      return Utf8Text.decode(Files.readAllBytes(Path.of(file)));
    } catch (Utf8Text.OtherEncodingException e) {
      throw wrong("", "it " + e.getMessage() + ". Save it in UTF-8");
    } catch (InvalidPathException | IOException e) {
      throw wrong(
          "",
          "it cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file that the driver may read");
    }
  }

  private List<NodeTuple> entries(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw wrong(line(node), "it holds no keys with values. Write lines such as region: eu");
  }

  private String key(NodeTuple entry) {
    if (entry.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(line(entry.getKeyNode()), "a key is not text. Write lines such as region: eu");
  }

  private String place(Node node) {
    return file + line(node);
  }

  private static String line(Node node) {
    return node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }

  private IllegalArgumentException wrong(String line, String why) {
    return new IllegalArgumentException(
        "Cannot use option workspaces, file " + file + line + ": " + why + ".");
  }
}
