package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Instant;
import java.util.function.BiConsumer;

/** What a run says of itself that people want to know, with the name of its workspace. */
final class Said implements ExtractionListener {
  private final String workspace;
  private final BiConsumer<String, String> say;
  private final Runnable onPage;

  /**
   * The listener of one run.
   *
   * @param say gets the workspace and a sentence about it
   * @param onPage called for each page, to tell now and then how far it is
   */
  Said(String workspace, BiConsumer<String, String> say, Runnable onPage) {
    this.workspace = workspace;
    this.say = say;
    this.onPage = onPage;
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    onPage.run();
  }

  @Override
  public void warned(String table, String message) {
    say.accept(workspace, (table.isEmpty() ? "" : table + ": ") + "warning: " + message);
  }

  @Override
  public void tableFailed(String table, String message) {
    say.accept(workspace, table + " failed, and is left as it was: " + message);
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    say.accept(workspace, "resumes the run of " + startedAt + ": " + pages + " pages are there");
  }
}
