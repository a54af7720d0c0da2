package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.ChainSlice;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.MessageRequests;
import io.github.customerio4j.extract.engine.source.Source;
import io.github.customerio4j.extract.engine.spool.StreamedParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads messages for whoever uses each page at once: a chain for each type and window, which is
 * never split or read again, because nobody could take its rows back. The newest windows come
 * first. Where several types would ask for the same old window, one request first finds out whether
 * it is empty.
 */
final class MessageRows implements Source {
  private final RunContext run;
  private final TableSpec table = TableCatalog.messages();
  private final Map<TimeWindow, List<Optional<String>>> typesByWindow =
      new TreeMap<>(
          Comparator.comparingLong(TimeWindow::start)
              .thenComparingLong(TimeWindow::end)
              .reversed());
  private final StreamedParts parts;
  private final long since;
  private final MessageRequests requests;
  private final TableScope scope;
  private final CustomerIo client;
  private final ProgressTracker progress;

  /**
   * @param parts gives the parts of the run
   * @param since the first second of the query, before which there is no other piece
   * @param spans what to read; spans of one type do not overlap
   */
  MessageRows(RunContext run, StreamedParts parts, long since, List<PartText.Span> spans) {
    this.parts = parts;
    this.since = since;
    this.run = run;
    this.requests = new MessageRequests(run);
    this.scope = new TableScope(run, table.name());
    SourceMeter meter = run.meter(table.name());
    this.client = scope.client(meter);
    this.progress = new ProgressTracker(run, table.name(), ProgressTracker.Length.BY_CHAINS);
    for (PartText.Span span : spans) {
      for (TimeWindow window : TimeWindow.covering(span.from(), span.to())) {
        typesByWindow.computeIfAbsent(window, any -> new ArrayList<>()).add(span.type());
      }
    }
  }

  @Override
  public void submit() {
    typesByWindow.forEach(
        (window, types) -> {
          progress.opened(types.size());
          if (types.size() == 1 || window.end() == run.startedAt().getEpochSecond()) {
            types.forEach(type -> begin(window, type));
          } else {
            scope.submit(new Question(window, types));
          }
        });
  }

  /** Whether a window is empty, before its chains begin. */
  private final class Question implements Slice {
    private final TimeWindow window;
    private final List<Optional<String>> types;

    Question(TimeWindow window, List<Optional<String>> types) {
      this.window = window;
      this.types = types;
    }

    @Override
    public boolean advance() throws Exception {
      if (requests.isEmpty(client, Drafts.EXCLUDED, window)) {
        progress.ended(types.size());
      } else {
        types.forEach(type -> begin(window, type));
      }
      return false;
    }

    @Override
    public double remaining() {
      return FIRST;
    }
  }

  private void begin(TimeWindow window, Optional<String> type) {
    RecordShape.Builder shape = run.shape(table);
    shape.windowStart(window.start()).windowEnd(window.end());
    String name = type.orElse("*") + " " + window.interval();
    String slot = table.name() + "/" + name;
    if (window.start() > since) {
      parts.setNeighbor(slot, new SharedSecond(run, requests, client, type, window.start()));
    }
    PageChain chain =
        new PageChain(
            progress,
            client,
            requests.page(type, Drafts.EXCLUDED, window),
            run.part(slot, shape.build()));
    scope.submit(new ChainSlice(name, chain, () -> times -> false, () -> progress.ended(1)));
  }

  @Override
  public List<SpooledTable> tables() {
    return List.of();
  }

  @Override
  public List<String> names() {
    return List.of(table.name());
  }

  @Override
  public List<TableScope> scopes() {
    return List.of(scope);
  }
}
