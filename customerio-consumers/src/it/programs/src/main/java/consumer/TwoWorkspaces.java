package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Extracts two workspaces at the same time, each under its own rate limit. */
final class TwoWorkspaces {
  private TwoWorkspaces() {}

  static List<ExtractionReport> extract(Map<String, CustomerIo> clients, Path folder) {
    ExtractionConfig config = ExtractionConfig.builder().addTables("campaigns", "segments").build();
    List<Extractor.Extraction> runs =
        clients.entrySet().stream()
            .map(entry -> extractor(entry.getValue(), folder.resolve(entry.getKey())).start(config))
            .toList();
    return runs.stream().map(Extractor.Extraction::join).toList();
  }

  private static Extractor extractor(CustomerIo client, Path folder) {
    FileSink files = FileSink.builder(folder, CsvFormat.standard()).build();
    return Extractor.builder().client(client).sink(files).build();
  }
}
