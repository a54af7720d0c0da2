package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import java.io.IOException;

/** A sink for a bucket that the documentation shows. */
final class BucketsSnippets {
  private BucketsSnippets() {}

  static void bucket(CustomerIo client, ObjectStore store, ExtractionConfig config)
      throws IOException {
    // region bucket
    ObjectSink sink = FileSink.builder(store, ParquetFormat.standard()).build();
    Extractor extractor = Extractor.builder().client(client).sink(sink).build();
    extractor.run(config);
    store.close();
    // endregion
  }
}
