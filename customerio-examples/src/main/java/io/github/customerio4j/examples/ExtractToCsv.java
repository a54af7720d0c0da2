package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Extracts campaigns, segments, people and activities into CSV files. */
public final class ExtractToCsv {
  private ExtractToCsv() {}

  /**
   * Runs the example.
   *
   * @param arguments the folder for the tables; a temporary folder if missing
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = SampleWorkspace.folder(arguments);
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), folder, System.out);
    }
  }

  static void run(CustomerIo client, Path folder, PrintStream out) {
    ExtractionConfig config =
        ExtractionConfig.builder()
            .addTables("campaigns", "segments")
            .customers(CustomersSelection.builder().addAttributes("plan", "city").build())
            .activities(
                ActivitiesSelection.builder()
                    .addTypes("event", "page")
                    .layout(ActivitiesSelection.Layout.SINGLE_TABLE)
                    .build())
            .build();

    ExtractionReport report =
        Extractor.builder()
            .client(client)
            .sink(FileSink.builder(folder, CsvFormat.standard()).build())
            .build()
            .run(config);

    for (TableReport table : report.tables()) {
      out.println(table.rows() + " rows, " + table.columns() + " columns: " + table.location());
    }
  }
}
