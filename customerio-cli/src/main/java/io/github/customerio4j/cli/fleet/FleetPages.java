package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.report.RunPage;
import io.github.customerio4j.cli.runview.RunView;
import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Passes the progress on, and writes a page about each run that wants one. */
final class FleetPages implements FleetListener {
  private final FleetListener progress;
  private final Map<String, WorkspaceJob> jobs;
  private final Terminal terminal;
  private final Map<String, RunPage> pages = new ConcurrentHashMap<>();

  FleetPages(FleetListener progress, Map<String, WorkspaceJob> jobs, Terminal terminal) {
    this.progress = progress;
    this.jobs = jobs;
    this.terminal = terminal;
  }

  @Override
  public void started(FleetStart start) {
    progress.started(start);
  }

  @Override
  public ExtractionListener workspaceStarting(String workspace) {
    ExtractionListener shown = progress.workspaceStarting(workspace);
    WorkspaceJob job = Objects.requireNonNull(jobs.get(workspace), workspace);
    Optional<RunPage> page =
        job.page().map(file -> RunView.page(file, workspace, job.open().name(), job.config()));
    if (page.isEmpty()) {
      return shown;
    }
    pages.put(workspace, page.get());
    return ExtractionListener.all(shown, page.get().listener());
  }

  @Override
  public void workspaceEnded(WorkspaceResult result) {
    RunPage page = pages.remove(result.workspace());
    if (page != null) {
      write(page, result);
    }
    progress.workspaceEnded(result);
  }

  private void write(RunPage page, WorkspaceResult result) {
    WorkspaceJob job = Objects.requireNonNull(jobs.get(result.workspace()));
    try {
      if (result.report().isPresent()) {
        page.committed(result.report().get());
      } else {
        page.failed(job.problem(result).orElse("It was cancelled. The next run resumes it."));
      }
    } catch (UncheckedIOException e) {
      Failures.tell(terminal, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void warned(String message) {
    progress.warned(message);
  }
}
