package io.github.customerio4j.cli.report;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.util.ArrayList;
import java.util.List;

/** Keeps nothing, and says of every table that its columns were changed. */
record ChangingSink(SchemaChange change) implements TableSink {

  @Override
  public SinkTransaction begin() {
    List<WrittenTable> written = new ArrayList<>();
    return new SinkTransaction() {
      @Override
      public TableWriter open(TableSchema schema) {
        written.add(
            new WrittenTable(schema.name(), "main." + schema.name(), 4321, List.of(change)));
        return new Nothing();
      }

      @Override
      public List<WrittenTable> commit(String state) {
        return List.copyOf(written);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Nothing implements TableWriter {
    @Override
    public void write(Row row) {}

    @Override
    public void complete() {}

    @Override
    public void close() {}
  }
}
