package io.github.customerio4j.client;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.query.Resolution;
import io.github.customerio4j.client.model.sending.JourneyMetrics;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.MetricsReport;
import io.github.customerio4j.client.model.sending.SeriesPeriods;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Adds to metrics when their periods begin: only the request says which periods the API counted.
 */
final class DatedMetrics {
  private final HttpUrl url;
  private final Instant answered;

  /**
   * @param url the request
   * @param answered when it was answered
   */
  DatedMetrics(HttpUrl url, Instant answered) {
    this.url = url;
    this.answered = answered;
  }

  /** The same metrics with their periods; anything else as it is. */
  Object date(Object result) {
    if (result instanceof Metrics metrics) {
      return dated(metrics, periods(Optional.empty(), Optional.empty()));
    }
    if (result instanceof MetricsReport report) {
      return dated(report, periods(report.start(), report.res()));
    }
    if (result instanceof JourneyMetrics journeys) {
      JourneyMetrics.Builder copy = JourneyMetrics.builder();
      copy.from(journeys);
      return copy.periods(window(Optional.empty(), Optional.empty())).build();
    }
    boolean areLinks =
        result instanceof List<?> list && list.stream().anyMatch(LinkMetrics.class::isInstance);
    return areLinks
        ? ((List<?>) result).stream().map(item -> dated((LinkMetrics) item)).toList()
        : result;
  }

  private static Metrics dated(Metrics metrics, Optional<SeriesPeriods> periods) {
    Metrics.Builder copy = Metrics.builder();
    copy.from(metrics);
    return copy.periods(periods).build();
  }

  private static MetricsReport dated(MetricsReport report, Optional<SeriesPeriods> periods) {
    Map<String, Metrics> variants = new LinkedHashMap<>();
    report.languageVariants().forEach((id, variant) -> variants.put(id, dated(variant, periods)));
    MetricsReport.Builder copy = MetricsReport.builder();
    copy.from(report);
    return copy.metric(report.metric().map(metrics -> dated(metrics, periods)))
        .languageVariants(variants)
        .build();
  }

  private LinkMetrics dated(LinkMetrics link) {
    LinkMetrics.Builder copy = LinkMetrics.builder();
    copy.from(link);
    Optional<SeriesPeriods> periods = periods(Optional.empty(), Optional.empty());
    return copy.metric(link.metric().map(metrics -> dated(metrics, periods))).build();
  }

  /** The periods of a window, or those that end now; the API counts days unless asked otherwise. */
  private Optional<SeriesPeriods> periods(
      Optional<Instant> start, Optional<Resolution> resolution) {
    return start.isPresent() || url.queryParameter("start") != null
        ? window(start, resolution)
        : period(parameter("period").orElse("days"))
            .map(period -> SeriesPeriods.endingAt(period, answered));
  }

  /**
   * The periods of a window.
   *
   * @param start the start in the response, which counts for more than that in the request
   * @param resolution the same of the resolution
   */
  private Optional<SeriesPeriods> window(Optional<Instant> start, Optional<Resolution> resolution) {
    try {
      Optional<Instant> first =
          start.or(() -> parameter("start").map(Long::parseLong).map(Instant::ofEpochSecond));
      Optional<Period> period =
          resolution
              .flatMap(DatedMetrics::period)
              .or(() -> parameter("res").flatMap(DatedMetrics::period))
              .or(() -> parameter("resolution").flatMap(DatedMetrics::period));
      ZoneId zone = ZoneId.of(parameter("tz").orElse("UTC"));
      return first.flatMap(
          instant -> period.map(length -> SeriesPeriods.startingAt(length, instant, zone)));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty(); // Parameters that the caller wrote, and that the API understood.
    }
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(url.queryParameter(name));
  }

  private static Optional<Period> period(String text) {
    return period(Resolution.of(text));
  }

  private static Optional<Period> period(Resolution resolution) {
    return resolution instanceof Period period ? Optional.of(period) : Optional.empty();
  }
}
