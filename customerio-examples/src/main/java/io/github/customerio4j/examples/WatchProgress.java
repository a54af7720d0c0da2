package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.PrintStream;

/** Prints the progress of an extraction. Several threads call the listener at the same time. */
public final class WatchProgress implements ExtractionListener {
  private final PrintStream out;

  private WatchProgress(PrintStream out) {
    this.out = out;
  }

  /** Runs the example. */
  public static void main(String[] arguments) {
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), System.out);
    }
  }

  static void run(CustomerIo client, PrintStream out) {
    MessagesSelection messages = MessagesSelection.builder().build();
    Extractor.builder()
        .client(client)
        .sink(new CustomTableSink())
        .listener(new WatchProgress(out))
        .build()
        .run(ExtractionConfig.builder().addTables("campaigns").messages(messages).build());
  }

  @Override
  public void started(ExtractionStart start) {
    out.println("reading " + String.join(", ", start.sources()));
  }

  @Override
  public void sourceAdvanced(String source, SourceProgress progress) {
    progress
        .fraction()
        .ifPresent(read -> out.println(source + ": " + Math.round(read * 100) + " %"));
  }

  @Override
  public void sourceFinished(String source, long records) {
    out.println(source + ": finished with " + records + " records");
  }

  @Override
  public void committed(ExtractionReport report) {
    out.println("committed " + report.rows() + " rows");
  }
}
