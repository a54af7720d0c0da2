package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.runview.RunViewOptions;
import picocli.CommandLine.Mixin;

/** Everything that an extraction is told: the options of {@code extract}, and of its file. */
public final class JobOptions {
  @Mixin private final WorkspaceOptions workspace;
  @Mixin private final DestinationOptions destination = new DestinationOptions();
  @Mixin private final ExtractionOptions extraction = new ExtractionOptions();
  @Mixin private final RunViewOptions showing = new RunViewOptions();

  /** Options of a process. */
  public JobOptions(ProcessContext context) {
    this.workspace = new WorkspaceOptions(context);
  }

  /** Which workspace is read, with which key. */
  public WorkspaceOptions workspace() {
    return workspace;
  }

  /** Where the tables go. */
  public DestinationOptions destination() {
    return destination;
  }

  /** What is extracted. */
  public ExtractionOptions extraction() {
    return extraction;
  }

  /** How the run is shown. */
  public RunViewOptions showing() {
    return showing;
  }
}
