package io.github.customerio4j.cli.report;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A page about one run, in a file that appears when the run has ended, well or not. It is whole by
 * itself: it loads nothing, runs nothing, and names no secret that was not in what it was given.
 */
public final class RunPage {
  private final Path file;
  private final RunFacts facts;
  private final RunRecorder recorder;

  private RunPage(Path file, RunFacts facts, Clock clock) {
    this.file = file;
    this.facts = facts;
    this.recorder = new RunRecorder(clock);
  }

  /**
   * Makes ready, before the run begins.
   *
   * @param file the page to be; one that is there is replaced
   * @throws IllegalArgumentException if there is no folder for it, or it is a folder itself; the
   *     message names the file and the remedy
   */
  public static RunPage into(Path file, RunFacts facts, Clock clock) {
    check(file);
    return new RunPage(file.toAbsolutePath(), facts, clock);
  }

  /**
   * Checks that a page can be written there.
   *
   * @throws IllegalArgumentException as {@link #into} does
   */
  public static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "Cannot use --report \"" + file + "\": it is a folder. Name a file, such as run.html.");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "Cannot use --report \""
              + file
              + "\": there is no folder "
              + folder
              + " that can be written to. Make it first, or name another.");
    }
  }

  /** What the run must tell. */
  public ExtractionListener listener() {
    return recorder;
  }

  /**
   * Writes the page of a run that was committed.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void committed(ExtractionReport report) {
    write(RunOutcome.committed(report));
  }

  /**
   * Writes the page of a run that failed.
   *
   * @param message why, and the remedy; never a secret
   * @throws UncheckedIOException if the file cannot be written
   */
  public void failed(String message) {
    write(RunOutcome.failed(message));
  }

  private void write(RunOutcome ending) {
    PageFile.write(
        file,
        writer -> new PageWriter(new Markup(writer), facts, recorder.record(), ending).write());
  }
}
