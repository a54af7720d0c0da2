package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.sending.SeriesPeriods;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.ResponseShape;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.page.MetricSeries;
import io.github.customerio4j.extract.engine.page.ResponseReshaper;
import io.github.customerio4j.extract.engine.page.TableRequest;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ChainStart;
import io.github.customerio4j.extract.engine.run.RunContext;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import okio.ByteString;

/** The requests for one table and one parent: one chain, or one for each period or window. */
public final class ChainRequests {
  private static final int USUAL_MONTHS = 120;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** The API's limit on windows of metrics, with a day to spare for leap years and clocks. */
  private static final int MOST_YEARS = 10;

  /** A page of 30,000 members takes up to 20 MB while it is read, and several are in flight. */
  private static final long ROOM_FOR_LARGE_PAGES = 192L << 20;

  private final RunContext run;
  private final TableSpec table;
  private final Optional<ChainStart> start;
  private volatile boolean areLargePagesRefused =
      Runtime.getRuntime().maxMemory() < ROOM_FOR_LARGE_PAGES;

  /**
   * @param start where its chains start; only for a table that is read by windows
   */
  ChainRequests(RunContext run, TableSpec table, Optional<ChainStart> start) {
    this.run = run;
    this.table = table;
    this.start = start;
  }

  /**
   * One chain.
   *
   * @param keys the keys of the parent, by the columns that hold them
   * @param period the length of the periods, for metrics
   * @param window the window of time, for lists that are read by windows
   * @param isSecondList whether it is the second list of a table that has two
   * @param settled the names of the tables below that need not be read
   */
  public record ParentChain(
      Map<String, String> keys,
      Optional<Period> period,
      Optional<ChainWindow> window,
      boolean isSecondList,
      Set<String> settled) {

    /** Its parent, for people: the id alone if that is enough. */
    String parent() {
      StringJoiner parent = new StringJoiner(" ");
      keys.forEach((column, key) -> parent.add(keys.size() == 1 ? key : column + "=" + key));
      return parent.toString();
    }

    /** Its name in a log. */
    String label() {
      StringJoiner label = new StringJoiner(" ");
      keys.forEach((column, key) -> label.add(column + "=" + key));
      period.ifPresent(each -> label.add(each.toString()));
      window.ifPresent(cut -> label.add(cut.window().interval()));
      if (isSecondList) {
        label.add("second list");
      }
      return label.toString();
    }

    /** What distinguishes it from the others of its table, whenever they are read. */
    String lastingName() {
      return keys
          + "/"
          + period.map(Period::toString).orElse("")
          + "/"
          + window.map(cut -> String.valueOf(cut.window().index())).orElse("");
    }

    /** Its unique name. */
    private String name() {
      String name = keys + "/" + period.map(Period::toString).orElse("") + "/" + window;
      return isSecondList ? name + "/second" : name;
    }
  }

  /**
   * A window of time.
   *
   * @param earliest whether records before it are left out
   */
  record ChainWindow(TimeWindow window, boolean earliest) {
    void addTo(RecordShape.Builder shape) {
      shape.windowStart(window.start()).windowEnd(window.end());
      if (earliest) {
        shape.earliest(window.start());
      }
    }
  }

  /** The chains for a parent. */
  public List<ParentChain> chains(Map<String, String> keys, Set<String> settled) {
    List<ParentChain> chains = new ArrayList<>();
    if (table.shape().isSeries()) {
      run.config().metrics().periods().stream()
          .sorted()
          .forEach(
              period ->
                  chains.add(
                      new ParentChain(
                          keys, Optional.of(period), Optional.empty(), false, settled)));
    } else if (start.isPresent()) {
      long from = start.get().from().getEpochSecond();
      for (TimeWindow window : TimeWindow.covering(from, run.startedAt().getEpochSecond())) {
        ChainWindow cut = new ChainWindow(window, start.get().isCut() && window.start() == from);
        chains.add(new ParentChain(keys, Optional.empty(), Optional.of(cut), false, settled));
      }
    } else {
      chains.add(new ParentChain(keys, Optional.empty(), Optional.empty(), false, settled));
      if (!table.secondListQuery().isEmpty()) {
        chains.add(new ParentChain(keys, Optional.empty(), Optional.empty(), true, settled));
      }
    }
    return chains;
  }

  /** The slot of those chains: the same in every run that reads the same. */
  static String slot(TableSpec table, List<ParentChain> chains) {
    StringBuilder names = new StringBuilder();
    chains.forEach(chain -> names.append(chain.name()).append('\n'));
    return table.name() + "/" + ByteString.encodeUtf8(names.toString()).sha256().hex();
  }

  /** The first page of a chain. */
  public PageRequest request(ParentChain chain) {
    Map<String, String> texts = new LinkedHashMap<>(chain.keys());
    chain.period().ifPresent(period -> addTimes(texts, period));
    PageRequest.Builder request = TableRequest.of(table, texts);
    pageSize().ifPresent(size -> request.putQuery("limit", String.valueOf(size)));
    chain.window().ifPresent(cut -> cut.window().addTo(request));
    if (chain.isSecondList()) {
      table.secondListQuery().forEach(request::putQuery);
    }
    if (table.isReadFirst()) {
      request.priority(PageRequest.Priority.FIRST);
    }
    return request.build();
  }

  private Optional<Integer> pageSize() {
    return areLargePagesRefused && table.smallerPageSize().isPresent()
        ? table.smallerPageSize()
        : table.pageSize();
  }

  /** Whether requests are for pages that the API may refuse as too large. */
  public boolean areLarge() {
    return !areLargePagesRefused && table.smallerPageSize().isPresent();
  }

  /** From now on, requests are for smaller pages. */
  public void shrink() {
    areLargePagesRefused = true;
  }

  /** How to read the responses, if not as they come. */
  Optional<ResponseReshaper.Rule> reshaping(ParentChain chain) {
    return ResponseReshaper.isFor(table)
        ? Optional.of(new ResponseReshaper.Rule(table, chain.period().map(this::figures)))
        : Optional.empty();
  }

  private MetricSeries.Figures figures(Period period) {
    // A request without a start counts its periods back from now.
    SeriesPeriods periods =
        table.query().containsKey("start")
            ? SeriesPeriods.startingAt(period, windowStart(period).toInstant(), zone())
            : SeriesPeriods.endingAt(period, run.clock().instant());
    return new MetricSeries.Figures(periods, run.config().metrics().layout());
  }

  private void addTimes(Map<String, String> texts, Period period) {
    texts.put("period", period.toString());
    texts.put("steps", String.valueOf(usualSteps(period)));
    texts.put("start", String.valueOf(windowStart(period).toEpochSecond()));
    texts.put("end", String.valueOf(run.startedAt().getEpochSecond()));
  }

  /**
   * The start of the first period of an explicit window. By default the window has the usual number
   * of periods.
   */
  private ZonedDateTime windowStart(Period period) {
    ZonedDateTime last = period.startOf(run.startedAt(), zone());
    ZonedDateTime usual = period.shift(last, 1L - usualSteps(period));
    ZonedDateTime wanted =
        run.config().metrics().since().map(since -> period.startOf(since, zone())).orElse(usual);
    ZonedDateTime earliest =
        period.startOf(last.minusYears(MOST_YEARS).plusDays(1).toInstant(), zone());
    return wanted.isBefore(earliest) ? period.shift(earliest, 1) : wanted;
  }

  /** How many periods are read by default, the current one included. */
  private static int usualSteps(Period period) {
    return period == Period.MONTHS ? USUAL_MONTHS : period.maxSteps();
  }

  /** Where periods begin. */
  private ZoneId zone() {
    return table.shape() == ResponseShape.JOURNEY_SERIES ? ZoneOffset.UTC : NEW_YORK;
  }
}
