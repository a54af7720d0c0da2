package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.SpellingSuggestion;
import io.github.customerio4j.extract.fleet.Shard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The workspaces of a fleet, by their names, with options that fit together. */
final class Jobs {
  private final Map<String, WorkspaceJob> jobs;
  private final List<String> warnings;

  private Jobs(Map<String, WorkspaceJob> jobs, List<String> warnings) {
    this.jobs = jobs;
    this.warnings = warnings;
  }

  /** Makes all workspaces ready; what cannot be used is added to the problems. */
  static Jobs of(FleetFile file, Problems problems, ProcessContext context) {
    Map<String, WorkspaceJob> jobs = new LinkedHashMap<>();
    Places places = new Places();
    for (FleetFile.Entry entry : file.workspaces()) {
      WorkspaceJob job = new WorkspaceJob(entry.name(), context);
      jobs.put(entry.name(), job);
      if (entry.isWhole()) {
        problems.collect(entry, () -> job.set(entry.values()));
        problems.collect(entry, job::config);
        problems.collect(entry, job::page);
        List<DestinationOptions.Opened> opened = new ArrayList<>();
        if (problems.collect(entry, () -> opened.add(job.open()))) {
          problems.collect(() -> places.add(entry, job, opened.get(0)));
        }
      }
    }
    return new Jobs(jobs, places.warnings);
  }

  /**
   * Those that a command is for.
   *
   * @param patterns names with * and ?; all if there is none
   * @throws IllegalArgumentException if a pattern fits no name
   */
  Map<String, WorkspaceJob> selected(List<String> patterns, Shard shard) {
    Map<String, WorkspaceJob> selected = new LinkedHashMap<>();
    for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
      Pattern names = Pattern.compile(regex(pattern.strip()), Pattern.CASE_INSENSITIVE);
      List<String> found =
          jobs.keySet().stream().filter(name -> names.matcher(name).matches()).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot use --only "
                + pattern.strip()
                + ": no workspace has such a name."
                + SpellingSuggestion.question(pattern.strip(), jobs.keySet())
                + " Write names of the file, with * for any letters.");
      }
      found.forEach(name -> selected.put(name, jobs.get(name)));
    }
    selected.keySet().removeIf(name -> !shard.holds(name));
    return selected;
  }

  int size() {
    return jobs.size();
  }

  /** What is probably not meant. */
  List<String> warnings() {
    return warnings;
  }

  private static String regex(String pattern) {
    return pattern
        .chars()
        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
        .collect(Collectors.joining());
  }

  /** Where the workspaces write, so that no two write at the same place. */
  private static final class Places {
    private final Map<String, Taken> tables = new HashMap<>();
    private final Map<Path, Taken> states = new HashMap<>();
    private final Map<Path, Taken> pages = new HashMap<>();
    private final Map<String, Taken> keys = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /** Who is there already. */
    private record Taken(FleetFile.Entry entry, boolean isShared) {}

    void add(FleetFile.Entry entry, WorkspaceJob job, DestinationOptions.Opened to) {
      addKey(entry, job);
      boolean canBeShared = to.place().canBeShared();
      Taken mine = new Taken(entry, canBeShared && job.hasWorkspaceColumn());
      Taken other = tables.putIfAbsent(to.place().tables(), mine);
      if (other != null && !(other.isShared() && mine.isShared())) {
        if (!told.add(to.place().tables())) {
          // All workspaces of a file may lack the name: two of them say it.
          return;
        }
        throw same(
            other,
            entry,
            "write the same tables of " + to.name(),
            other.isShared() || mine.isShared()
                ? "Write workspace-column: true for both."
                : "Write "
                    + WorkspaceName.PLACEHOLDER
                    + (canBeShared
                        ? " in to, schema or prefix, or workspace-column: true for one table with a"
                            + " column _workspace."
                        : " in to: each workspace needs a folder of its own."));
      }
      to.place().state().ifPresent(state -> addState(state, mine));
      job.page()
          .map(page -> page.toAbsolutePath().normalize())
          .ifPresent(
              page -> {
                Taken with = pages.putIfAbsent(page, mine);
                if (with != null && told.add(page.toString())) {
                  throw same(
                      with,
                      entry,
                      "write the same page " + page,
                      "Write "
                          + WorkspaceName.PLACEHOLDER
                          + " in report, or report beside workspaces: for a page of the fleet.");
                }
              });
    }

    /** Two names of one workspace cost twice its requests; but a test may have only one key. */
    private void addKey(FleetFile.Entry entry, WorkspaceJob job) {
      String key = job.sourceOfKey();
      if (key.isEmpty()) {
        return;
      }
      String place = key + " " + job.options().workspace().place();
      Taken other = keys.putIfAbsent(place, new Taken(entry, false));
      if (other != null && told.add(place)) {
        warnings.add(
            "Workspaces "
                + other.entry().name()
                + " and "
                + entry.name()
                + " have the same key ("
                + (key.startsWith("key-command ") ? "key-command" : key)
                + ") and the same address of the API: they read one workspace twice. Write "
                + WorkspaceName.PLACEHOLDER
                + " in "
                + key.split(" ", 2)[0]
                + ".");
      }
    }

    private void addState(Path state, Taken mine) {
      Taken other = states.putIfAbsent(state, mine);
      if (other != null && told.add(state.toString())) {
        throw same(
            other,
            mine.entry(),
            "have the same state " + state,
            "Write " + WorkspaceName.PLACEHOLDER + " in state.");
      }
    }

    private static IllegalArgumentException same(
        Taken one, FleetFile.Entry other, String what, String remedy) {
      return new IllegalArgumentException(
          "Cannot use workspaces "
              + one.entry().name()
              + " and "
              + other.name()
              + " ("
              + one.entry().place()
              + ", and "
              + other.place().replaceFirst("^.*, (?=line )", "")
              + "): they "
              + what
              + ". "
              + remedy);
    }
  }
}
