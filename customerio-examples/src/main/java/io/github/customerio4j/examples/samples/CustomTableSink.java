package io.github.customerio4j.examples.samples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.ExtractionConfig;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.write.Row;
import io.github.customerio4j.extract.write.SinkTransaction;
import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableSink;
import io.github.customerio4j.extract.write.TableWriter;
import io.github.customerio4j.extract.write.WrittenTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A destination of one's own. This one stores nothing: it prints how well each column is filled, at
 * the commit and not before, as a destination should.
 */
public final class CustomTableSink implements TableSink {
  private final PrintStream out;

  CustomTableSink(PrintStream out) {
    this.out = out;
  }

  /** Runs the sample. */
  public static void main(String[] arguments) {
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), System.out);
    }
  }

  static void run(CustomerIo client, PrintStream out) {
    Extractor.builder()
        .client(client)
        .sink(new CustomTableSink(out))
        .build()
        .run(ExtractionConfig.builder().addTables("campaigns", "segments").build());
  }

  @Override
  public SinkTransaction begin() {
    return new Transaction();
  }

  private final class Transaction implements SinkTransaction {
    private final List<Profile> complete = new ArrayList<>();

    @Override
    public TableWriter open(TableSchema schema) {
      return new Profile(schema, complete);
    }

    @Override
    public List<WrittenTable> commit(String state) {
      complete.forEach(profile -> profile.print(out));
      return complete.stream().map(Profile::place).toList();
    }

    @Override
    public void close() {
      complete.clear();
    }
  }

  /** Counts the cells of one table that hold something. */
  private static final class Profile implements TableWriter {
    private final TableSchema schema;
    private final List<Profile> complete;
    private final int[] filled;
    private long rows;

    Profile(TableSchema schema, List<Profile> complete) {
      this.schema = schema;
      this.complete = complete;
      this.filled = new int[schema.columns().size()];
    }

    @Override
    public void write(Row row) {
      rows++;
      for (int column = 0; column < row.size(); column++) {
        filled[column] += row.text(column) == null ? 0 : 1;
      }
    }

    @Override
    public void complete() {
      complete.add(this);
    }

    @Override
    public void close() {}

    void print(PrintStream out) {
      out.println(schema.name() + ", " + rows + " rows");
      for (int column = 0; column < filled.length; column++) {
        out.println("  " + filled[column] + " have " + schema.columns().get(column).name());
      }
    }

    WrittenTable place() {
      return new WrittenTable(schema.name(), "", 0);
    }
  }
}
