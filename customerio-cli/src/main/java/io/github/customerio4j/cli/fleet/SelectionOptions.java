package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.extract.fleet.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which workspaces of the file a command is for. */
final class SelectionOptions {
  @Option(
      names = "--shard",
      paramLabel = "INDEX/COUNT",
      description = {
        "Only this part of the workspaces, counted from 0: 0/20 to 19/20 are all of them.",
        "Which part a workspace is in follows from its name alone."
      })
  private @Nullable String shard;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these workspaces; acme* for all of these names.")
  private List<String> only = new ArrayList<>();

  /**
   * Those of the jobs that are meant.
   *
   * @throws IllegalArgumentException if an option cannot be used
   */
  Map<String, WorkspaceJob> of(Jobs jobs) {
    return jobs.selected(only, shard());
  }

  /** Why nothing is to be done, where that is so. */
  String nothing(Jobs jobs) {
    return "Shard " + shard() + " holds none of the " + jobs.size() + " workspaces.";
  }

  private Shard shard() {
    if (shard == null) {
      return Shard.all();
    }
    try {
      return Shard.of(shard);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use --shard. " + e.getMessage(), e);
    }
  }
}
