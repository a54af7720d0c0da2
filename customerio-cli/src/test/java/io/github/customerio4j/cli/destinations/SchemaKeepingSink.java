package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passes everything to another sink and records the schemas of its tables.
 *
 * @param sink the other one
 * @param schemas the recorded schemas, by table name
 */
record SchemaKeepingSink(TableSink sink, Map<String, TableSchema> schemas) implements TableSink {

  @Override
  public Optional<String> location() {
    return sink.location();
  }

  @Override
  public boolean keepsNulls() {
    return sink.keepsNulls();
  }

  @Override
  public int columnLimit() {
    return sink.columnLimit();
  }

  @Override
  public SinkTransaction begin() throws IOException {
    SinkTransaction transaction = sink.begin();
    return new SinkTransaction() {
      @Override
      public TableWriter open(TableSchema schema) throws IOException {
        schemas.put(schema.name(), schema);
        return transaction.open(schema);
      }

      @Override
      public Optional<String> unsavedState() {
        return transaction.unsavedState();
      }

      @Override
      public List<WrittenTable> commit(String state) throws IOException {
        return transaction.commit(state);
      }

      @Override
      public void stateSaved() throws IOException {
        transaction.stateSaved();
      }

      @Override
      public void close() throws IOException {
        transaction.close();
      }
    };
  }
}
