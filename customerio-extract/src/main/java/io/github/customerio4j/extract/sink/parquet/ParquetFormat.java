package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;

/** Parquet's extension, and how its files begin. */
final class ParquetFormat implements FileFormat {
  private final Typing typing;
  private final long rowGroupBytes;

  ParquetFormat(Typing typing, long rowGroupBytes) {
    this.typing = typing;
    this.rowGroupBytes = rowGroupBytes;
  }

  @Override
  public String extension() {
    return "parquet";
  }

  @Override
  public boolean appends() {
    return true;
  }

  @Override
  public void check() throws IOException {
    try {
      Class.forName("org.apache.parquet.hadoop.ParquetWriter");
      Class.forName("org.apache.hadoop.conf.Configuration");
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException(
          "Cannot write Parquet: its library is not there. Add blue.strategic.parquet:parquet-floor to"
              + " the dependencies.",
          e);
    }
  }

  @Override
  public TableWriter open(NewFile file) throws IOException {
    return new ParquetTableWriter(
        file.path(), new ParquetColumns(file.schema(), typing, file.runId()), rowGroupBytes);
  }
}
