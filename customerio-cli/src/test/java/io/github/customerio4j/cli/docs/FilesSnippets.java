package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.sink.jsonl.Compression;
import io.github.customerio4j.extract.sink.jsonl.JsonlDirectorySink;
import io.github.customerio4j.extract.sink.parquet.ParquetDirectorySink;
import io.github.customerio4j.extract.state.FileStateStore;
import java.nio.file.Path;
import java.time.Clock;

/** Sinks for files that the documentation shows. */
final class FilesSnippets {
  private FilesSnippets() {}

  static Extractor jsonLines(CustomerIo client, Path folder, Clock clock) {
    // region json-lines
    JsonlDirectorySink sink =
        JsonlDirectorySink.builder(folder.resolve("crm"))
            .compression(Compression.NONE) // or GZIP, ZSTD
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

  static ParquetDirectorySink parquet(Path folder) {
    // region parquet
    ParquetDirectorySink parquet = ParquetDirectorySink.builder(folder.resolve("crm")).build();
    // endregion
    return parquet;
  }
}
