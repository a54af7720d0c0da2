package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.OptionValue;
import io.github.customerio4j.cli.options.Settings;
import io.github.customerio4j.cli.options.YamlFile;
import io.github.customerio4j.cli.terminal.SpellingSuggestion;
import io.github.customerio4j.extract.fleet.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The file of a fleet: options of the fleet, {@code defaults} for all workspaces, and {@code
 * workspaces} by their names. Each of these has the keys of {@code extract}'s file.
 */
final class FleetFile {
  private static final String DEFAULTS = "defaults";
  private static final String WORKSPACES = "workspaces";
  private static final String NAME = "name";

  private final YamlFile yaml;
  private final Known known;
  private final Problems problems;
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, Object> defaults = new LinkedHashMap<>();
  private final Map<String, Entry> workspaces = new LinkedHashMap<>();

  /**
   * The keys that there are.
   *
   * @param ofFleet those beside the workspaces, with their options
   * @param ofWorkspace those of a workspace and of the defaults
   */
  record Known(Map<String, OptionSpec> ofFleet, Map<String, OptionSpec> ofWorkspace) {}

  /**
   * A workspace as it was written.
   *
   * @param name its name
   * @param place file and line
   * @param values its own and those of the defaults, with its name in the place of {workspace}
   * @param isWhole whether all of its keys could be read
   */
  record Entry(String name, String place, Map<String, Object> values, boolean isWhole) {}

  private FleetFile(YamlFile yaml, Known known, Problems problems) {
    this.yaml = yaml;
    this.known = known;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param environment what the environment says of options of workspaces; counts least
   * @param problems gets what is wrong with it
   * @throws IllegalArgumentException if it is not YAML
   */
  static FleetFile read(
      YamlFile yaml, Known known, Map<String, Object> environment, Problems problems) {
    FleetFile file = new FleetFile(yaml, known, problems);
    file.defaults.putAll(environment);
    file.read(yaml.entries());
    return file;
  }

  Path file() {
    return yaml.file();
  }

  /** Options of the fleet, by their names. */
  Map<String, Object> options() {
    return options;
  }

  List<Entry> workspaces() {
    return List.copyOf(workspaces.values());
  }

  private void read(List<NodeTuple> entries) {
    Set<String> seen = new LinkedHashSet<>();
    @Nullable Node ofDefaults = null;
    @Nullable NodeTuple ofWorkspaces = null;
    for (NodeTuple entry : entries) {
      String place = yaml.place(entry.getKeyNode());
      String key = YamlFile.key(entry, place);
      if (!seen.add(key)) {
        problems.add("Cannot use " + key + " in " + place + ": it is there twice. Write it once.");
      } else if (key.equals(DEFAULTS)) {
        ofDefaults = entry.getValueNode();
      } else if (key.equals(WORKSPACES)) {
        ofWorkspaces = entry;
      } else {
        readOption(key, entry.getValueNode(), place);
      }
    }
    boolean isWhole = ofDefaults == null || readDefaults(ofDefaults);
    if (ofWorkspaces == null) {
      problems.add(
          "Cannot use --config "
              + yaml.file()
              + ": it has no workspaces. Write workspaces: and below it a line such as acme: {}.");
    } else {
      readWorkspaces(ofWorkspaces.getValueNode(), isWhole);
    }
  }

  private void readOption(String key, Node value, String place) {
    OptionSpec option = known.ofFleet().get(key);
    if (option != null) {
      problems.collect(() -> options.put(key, OptionValue.of(option, value, place)));
      return;
    }
    Set<String> here = new LinkedHashSet<>(List.of(DEFAULTS, WORKSPACES));
    here.addAll(known.ofFleet().keySet());
    problems.add(
        "Cannot use "
            + key
            + " in "
            + place
            + ": "
            + (known.ofWorkspace().containsKey(key)
                ? "it is an option of a workspace. Write it below defaults: or below a workspace."
                : why(key, here)));
  }

  /** Returns whether all of it could be read. */
  private boolean readDefaults(Node node) {
    String place = yaml.place(node) + ", " + DEFAULTS;
    Map<String, Object> values = new LinkedHashMap<>();
    boolean isWhole = readValues(node, place, values);
    merge(values, defaults);
    return isWhole;
  }

  private void readWorkspaces(Node node, boolean isWhole) {
    if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      for (NodeTuple entry : mapping.getValue()) {
        String place = yaml.place(entry.getKeyNode());
        problems.collect(
            () -> add(YamlFile.key(entry, place), place, entry.getValueNode(), isWhole));
      }
    } else if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      list.getValue().forEach(one -> problems.collect(() -> addOfList(one, isWhole)));
    } else {
      problems.add(
          "Cannot use workspaces in "
              + yaml.place(node)
              + ": it holds none. Write a line for each below it, such as acme: {}.");
    }
  }

  private void addOfList(Node node, boolean isWhole) {
    String place = yaml.place(node);
    if (node instanceof ScalarNode name && !node.getTag().equals(Tag.NULL)) {
      add(name.getValue(), place, new MappingNode(Tag.MAP, List.of(), FlowStyle.FLOW), isWhole);
      return;
    }
    if (node instanceof MappingNode mapping) {
      List<NodeTuple> others = new ArrayList<>(mapping.getValue());
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals(NAME)
            && entry.getValueNode() instanceof ScalarNode name) {
          others.remove(entry);
          MappingNode rest =
              new MappingNode(
                  mapping.getTag(),
                  true,
                  others,
                  mapping.getFlowStyle(),
                  mapping.getStartMark(),
                  mapping.getEndMark());
          add(name.getValue(), place, rest, isWhole);
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "Cannot use " + place + ": a workspace of the list has no name. Write name: acme.");
  }

  private void add(String name, String place, Node node, boolean isWhole) {
    try {
      Workspace.checkName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("In " + place + ": " + e.getMessage(), e);
    }
    Map<String, Object> own = new LinkedHashMap<>();
    // What is left empty has the defaults.
    boolean isOwnWhole =
        node.getTag().equals(Tag.NULL) || readValues(node, place + ", workspace " + name, own);
    Map<String, Object> values = new LinkedHashMap<>(defaults);
    merge(own, values);
    values.replaceAll((key, value) -> WorkspaceName.in(value, name));
    Entry entry = new Entry(name, place, values, isWhole && isOwnWhole);
    Entry other = workspaces.putIfAbsent(name.toLowerCase(Locale.ROOT), entry);
    if (other != null) {
      throw new IllegalArgumentException(
          "Cannot use workspace "
              + name
              + " in "
              + place
              + ": workspace "
              + other.name()
              + " is in "
              + other.place()
              + ". Give each a name of its own, not only in upper or lower case.");
    }
  }

  /** What is said here counts more, also than what it excludes. */
  private static void merge(Map<String, Object> stronger, Map<String, Object> weaker) {
    stronger.keySet().forEach(key -> Settings.close(key, weaker.keySet()));
    weaker.putAll(stronger);
  }

  private boolean readValues(Node node, String place, Map<String, Object> values) {
    if (!(node instanceof MappingNode mapping)) {
      if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
        // Programs in PHP write an empty object so.
        return true;
      }
      problems.add(
          "Cannot use "
              + place
              + ": it holds no keys with values. Write lines such as region: eu.");
      return false;
    }
    boolean isWhole = true;
    String whose = place.substring(place.lastIndexOf(", "));
    for (NodeTuple entry : mapping.getValue()) {
      isWhole &= problems.collect(() -> readValue(entry, whose, values));
    }
    return isWhole;
  }

  private void readValue(NodeTuple entry, String whose, Map<String, Object> values) {
    String place = yaml.place(entry.getKeyNode()) + whose;
    String key = YamlFile.key(entry, place);
    OptionSpec option = known.ofWorkspace().get(key);
    if (option == null) {
      throw new IllegalArgumentException(
          "Cannot use "
              + key
              + " in "
              + place
              + ": "
              + (known.ofFleet().containsKey(key)
                  ? "it is an option of the fleet. Write it beside defaults: and workspaces:."
                  : why(key, known.ofWorkspace().keySet())));
    }
    if (values.containsKey(key)) {
      throw new IllegalArgumentException(
          "Cannot use " + key + " in " + place + ": it is there twice. Write it once.");
    }
    Object value = OptionValue.of(option, entry.getValueNode(), place);
    WorkspaceName.check(key, value, place);
    values.put(key, value);
  }

  private static String why(String key, Set<String> keys) {
    if (key.equals("key")) {
      return "a key does not belong into a configuration. Write key-variable: NAME, key-file: FILE"
          + " or key-command: [PROGRAM, ARGUMENT].";
    }
    if (key.equals("workspace")) {
      return "a fleet knows the name. Write workspace-column: true for a column _workspace.";
    }
    if (Settings.COMMAND_LINE_ONLY.contains(key)) {
      return "it is for the command line only.";
    }
    String meant = SpellingSuggestion.question(key, keys);
    return "there is no such key."
        + (meant.isEmpty() ? " There are " + String.join(", ", keys) + "." : meant);
  }
}
