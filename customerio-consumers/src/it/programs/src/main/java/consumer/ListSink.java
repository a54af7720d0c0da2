package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.catalog.TableName;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import java.util.List;
import java.util.Map;

/** Extracts tables into memory. */
final class ListSink {
  private ListSink() {}

  static List<Map<String, String>> segments(CustomerIo client) {
    TableSink.Collecting tables = TableSink.collecting();
    ExtractionConfig config = ExtractionConfig.builder().addTables(TableName.SEGMENTS).build();
    Extractor.builder().client(client).sink(tables).build().run(config);
    return tables.rows(TableName.SEGMENTS);
  }
}
