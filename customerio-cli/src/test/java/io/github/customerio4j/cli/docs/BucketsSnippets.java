package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.s3.S3Store;
import java.io.IOException;
import java.net.URI;
import java.util.List;

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

  static List<ObjectStore> stores() {
    // region buckets-s3
    ObjectStore bucket = S3Store.of(URI.create("s3://warehouse/customerio"));
    ObjectStore r2 =
        S3Store.builder("warehouse")
            .prefix("customerio")
            .endpoint(URI.create("https://ACCOUNT.r2.cloudflarestorage.com"))
            .region("auto")
            .build();
    // endregion
    return List.of(bucket, r2);
  }
}
