package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.iceberg.IcebergSink;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;

/** Keeps a lake up to date: tables of Iceberg, or Parquet in a bucket. */
final class Lake {
  private static final ExtractionConfig CONFIG =
      ExtractionConfig.builder()
          .loadType(LoadType.INCREMENTAL_UPDATE)
          .messages(MessagesSelection.builder().build())
          .addTables("campaigns")
          .build();

  private Lake() {}

  static ExtractionReport tables(CustomerIo client, Catalog catalog) {
    IcebergSink lake = IcebergSink.builder(catalog, Namespace.of("crm")).build();
    return Extractor.builder().client(client).sink(lake).build().run(CONFIG);
  }

  static ExtractionReport files(CustomerIo client, String bucket, Map<String, String> settings)
      throws IOException {
    try (ObjectStore store = ObjectStore.open(bucket, settings)) {
      return Extractor.builder()
          .client(client)
          .sink(FileSink.builder(store, ParquetFormat.standard()).build())
          .build()
          .run(CONFIG);
    }
  }
}
