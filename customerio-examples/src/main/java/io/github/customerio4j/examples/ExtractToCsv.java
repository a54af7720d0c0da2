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
import java.nio.file.Files;
import java.nio.file.Path;

/** Extracts some tables into CSV files. */
public final class ExtractToCsv {
  private ExtractToCsv() {}

  /**
   * Runs the sample.
   *
   * @param arguments the folder for the tables; a temporary one if there is none
   */
  public static void main(String[] arguments) throws IOException {
    Path folder =
        arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("customerio-");
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
