package io.github.customerio4j.extract;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.util.List;

/** Passes tables on, some columns of which are documented as texts, as they were formerly. */
final class FormerTypesSink implements TableSink {
  private final TableSink sink;
  private final List<String> texts;

  FormerTypesSink(TableSink sink, List<String> texts) {
    this.sink = sink;
    this.texts = texts;
  }

  private TableSchema former(TableSchema schema) {
    return TableSchema.builder()
        .from(schema)
        .columns(schema.columns().stream().map(this::former).toList())
        .build();
  }

  private Column former(Column column) {
    return texts.contains(column.name())
        ? Column.builder().from(column).documentedType(DataType.TEXT).build()
        : column;
  }

  @Override
  public SinkTransaction begin() throws IOException {
    SinkTransaction transaction = sink.begin();
    return new SinkTransaction() {
      @Override
      public TableWriter open(TableSchema schema) throws IOException {
        return transaction.open(former(schema));
      }

      @Override
      public List<WrittenTable> commit(String state) throws IOException {
        return transaction.commit(state);
      }

      @Override
      public void close() throws IOException {
        transaction.close();
      }
    };
  }
}
