package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.nio.file.Path;

/** Keeps a table of messages up to date in a DuckDB file. */
final class DuckDbIncremental {
  private DuckDbIncremental() {}

  static ExtractionReport update(CustomerIo client, Path file) {
    ExtractionConfig config =
        ExtractionConfig.builder()
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .messages(MessagesSelection.builder().history(History.SINCE_LAST_RUN).build())
            .build();
    SqlSink database = SqlSink.duckDb(file).build(); // Keeps the state of runs, too.
    return Extractor.builder().client(client).sink(database).build().run(config);
  }
}
