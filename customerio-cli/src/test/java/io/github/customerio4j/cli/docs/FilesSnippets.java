package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.state.FileStateStore;
import java.nio.file.Path;
import java.time.Clock;

/** Sinks for files that the documentation shows. */
final class FilesSnippets {
  private FilesSnippets() {}

  static Extractor jsonLines(CustomerIo client, Path folder, Clock clock) {
    // region json-lines
    FileSink sink =
        FileSink.builder(folder.resolve("crm"), JsonlFormat.plain()) // or gzip(), zstd()
            .clock(clock)
            .build();
    Extractor extractor =
        Extractor.builder()
            .client(client)
            .sink(sink)
            .stateStore(new FileStateStore(folder.resolve("crm.state.json")))
            .clock(clock)
            .build();
    // endregion
    return extractor;
  }

  static FileSink parquet(Path folder) {
    // region parquet
    FileSink parquet = FileSink.builder(folder.resolve("crm"), ParquetFormat.standard()).build();
    // endregion
    return parquet;
  }
}
