package consumer;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.time.Duration;
import java.util.Optional;

/** Ends a run that takes too long. */
final class CancelAfter {
  private CancelAfter() {}

  static Optional<ExtractionReport> run(
      Extractor extractor, ExtractionConfig config, Duration limit) throws InterruptedException {
    Extractor.Extraction run = extractor.start(config);
    Optional<ExtractionReport> report = run.await(limit);
    run.cancel();
    return report;
  }
}
