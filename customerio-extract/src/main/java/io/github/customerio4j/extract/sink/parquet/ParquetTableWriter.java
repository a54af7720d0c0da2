package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Writes one table's file; holds one row group in memory. */
final class ParquetTableWriter implements TableWriter {
  private static final int PAGE_BYTES = 256 << 10;

  /** The most bytes of a column's dictionary; a column with more values has none. */
  private static final int DICTIONARY_BYTES = 256 << 10;

  private final ParquetWriter<Row> out;
  private final Optional<Row.OwnTexts> texts;
  private final List<String> warnings;
  private boolean isClosed;

  ParquetTableWriter(Path file, ParquetColumns columns, long rowGroupBytes) throws IOException {
    this.texts = columns.texts();
    this.warnings = columns.warnings();
    this.out =
        new RowWriterBuilder(new LocalOutputFile(file), columns)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(rowGroupBytes)
            .withPageSize(PAGE_BYTES)
            .withDictionaryPageSize(DICTIONARY_BYTES)
            .build();
  }

  @Override
  public void write(Row row) throws IOException {
    out.write(texts.isPresent() ? texts.get().of(row) : row);
  }

  /** The bytes in the file and in the row group that is in memory. */
  long bytes() {
    return out.getDataSize();
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void complete() throws IOException {
    isClosed = true;
    out.close();
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      out.close();
    }
  }

  /** Builds the library's writer of rows. */
  private static final class RowWriterBuilder extends ParquetWriter.Builder<Row, RowWriterBuilder> {
    private final ParquetColumns columns;

    RowWriterBuilder(OutputFile file, ParquetColumns columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected RowWriterBuilder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // It is abstract, so it must be overridden.
    protected WriteSupport<Row> getWriteSupport(Configuration any) {
      return new RowWriteSupport(columns);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration any) {
      return new RowWriteSupport(columns);
    }
  }
}
