package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ChainStart;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.source.window.ListPace;
import io.github.customerio4j.extract.engine.source.window.SplitBudget;
import io.github.customerio4j.extract.engine.source.window.WindowChains;
import io.github.customerio4j.extract.engine.source.window.WindowEstimate;
import io.github.customerio4j.extract.engine.source.window.WindowReader;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages: one chain for each type, window by window. Where several chains would ask for the
 * same old window, one request first finds out whether the window is empty.
 */
public final class MessageSource extends SingleTableSource {
  private static final String ALL_TYPES = "*";
  private static final String READ_WHOLE =
      "The messages of a window do not come in the order of their time, so it was read one page"
          + " after the other.";
  private static final String READ_IN_CELLS =
      "The messages of a window do not come in the order of their time, so it was read in pieces of"
          + " time, newest first.";

  private final MessagesSelection selection;
  private final MessageRequests requests;
  private final List<MessageChain> chains = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final SplitBudget budget = new SplitBudget();

  /** The messages of one type, sent or drafts, with a watermark of their own. */
  private record MessageChain(
      Optional<String> type,
      Drafts drafts,
      ChainStart start,
      ListPace pace,
      List<ChainWindow> chainWindows) {

    String key() {
      return key(type, drafts);
    }

    static String key(Optional<String> type, Drafts drafts) {
      return (drafts == Drafts.INCLUDED ? "drafts:" : "") + type.orElse(ALL_TYPES);
    }

    Instant from() {
      return start.from();
    }

    boolean continues() {
      return start.continues();
    }
  }

  /** A window of a chain; without a reader if the window turns out to be empty. */
  private static final class ChainWindow {
    private final MessageChain chain;
    private final TimeWindow window;
    private volatile @Nullable WindowReader reader;

    ChainWindow(MessageChain chain, TimeWindow window) {
      this.chain = chain;
      this.window = window;
    }
  }

  public MessageSource(RunContext run, MessagesSelection selection) {
    super(
        run,
        TableCatalog.messages(),
        run.meter(TableCatalog.messages().name()),
        ProgressTracker.Length.BY_PAGES);
    this.selection = selection;
    this.requests = new MessageRequests(run);
    if (selection.since().isAfter(run.startedAt())) {
      throw new IllegalArgumentException(
          "Cannot extract messages since "
              + selection.since()
              + ": that is after the run's start, "
              + run.startedAt()
              + ". Set an earlier since.");
    }
    List<Drafts> lists =
        selection.drafts() == Drafts.INCLUDED
            ? List.of(Drafts.EXCLUDED, Drafts.INCLUDED)
            : List.of(Drafts.EXCLUDED);
    for (Drafts drafts : lists) {
      if (selection.types().isEmpty()) {
        chains.add(chain(Optional.empty(), drafts));
      }
      selection.types().forEach(type -> chains.add(chain(Optional.of(type), drafts)));
    }
    noteDelta();
  }

  @Override
  public void submit() throws Exception {
    for (Drafts drafts : Drafts.values()) {
      byWindow(drafts).values().forEach(chainWindows -> progress.opened(chainWindows.size()));
    }
    for (Drafts drafts : Drafts.values()) {
      for (Map.Entry<TimeWindow, List<ChainWindow>> window : byWindow(drafts).entrySet()) {
        submit(window.getKey(), window.getValue());
      }
    }
  }

  /**
   * The number of pages to read: one for each window of a complete history, at least; the likely
   * ones of a history that continues.
   *
   * @param counted gets the number of requests that the answer took
   */
  public long pages(LongConsumer counted) throws IOException {
    long pages = 0;
    for (MessageChain chain : chains) {
      WindowEstimate estimate = new WindowEstimate(window -> sample(chain, window));
      for (ChainWindow chainWindow : chain.chainWindows()) {
        pages += chain.continues() ? estimate.pages(chainWindow.window) : 1;
      }
      counted.accept(estimate.requests());
    }
    return pages;
  }

  private WindowEstimate.Sample sample(MessageChain chain, TimeWindow window) throws IOException {
    return firstPage(run.services().client(), chain, window).sample(window);
  }

  private MessageRequests.Glance firstPage(CustomerIo from, MessageChain chain, TimeWindow window)
      throws IOException {
    return requests.firstPage(from, chain.type(), chain.drafts(), window);
  }

  @Override
  SpooledTable table() {
    SpooledTable.Builder rows = SpooledTable.builder();
    rows.name(table.name())
        .spec(table)
        .meter(meter)
        .wantedKey(selection.primaryKey().map(List::of));
    int windows = 0;
    List<SliceSpool> allParts = new ArrayList<>();
    boolean isReadWhole = false;
    boolean isReadInCells = false;
    for (MessageChain chain : chains) {
      List<SliceSpool> parts = new ArrayList<>();
      for (ChainWindow chainWindow : chain.chainWindows()) {
        WindowReader reader = chainWindow.reader;
        if (reader != null) {
          parts.addAll(reader.parts());
          isReadWhole |= reader.isReadWhole();
          isReadInCells |= reader.isReadInCells();
        }
      }
      rows.addChains(parts.stream().flatMap(part -> part.routes().stream()).toList());
      windows += chain.chainWindows().size();
      allParts.addAll(parts);
      rows.putChain(chain.key(), run.startedAt(), chain.start());
    }
    rows.refreshed(
            chains.stream()
                .flatMap(chain -> chain.start().refreshed().stream())
                .max(Duration::compareTo))
        .windows(windows)
        .counts(allParts)
        .addAllWarnings(warnings);
    if (isReadWhole) {
      rows.addWarnings(READ_WHOLE);
    }
    if (isReadInCells) {
      rows.addWarnings(READ_IN_CELLS);
    }
    return rows.build();
  }

  private MessageChain chain(Optional<String> type, Drafts drafts) {
    String key = MessageChain.key(type, drafts);
    Optional<TableState> known = Optional.ofNullable(run.state().tables().get(table.name()));
    Optional<Instant> watermark =
        selection.history() == History.SINCE_LAST_RUN
            ? known.map(state -> state.watermarks().get(key))
            : Optional.empty();
    ChainStart.Options options =
        new ChainStart.Options(selection.since(), selection.overlap(), selection.refresh());
    ChainStart start = ChainStart.of(run, known, key, watermark, options);
    String pace = table.name() + "/" + key + "/pace";
    MessageChain chain =
        new MessageChain(
            type,
            drafts,
            start,
            new ListPace(run.noted(pace), text -> run.note(pace, text)),
            new ArrayList<>());
    long from = chain.from().getEpochSecond();
    for (TimeWindow window : TimeWindow.covering(from, run.startedAt().getEpochSecond())) {
      chain.chainWindows().add(new ChainWindow(chain, window));
    }
    return chain;
  }

  private RecordShape shape(MessageChain chain, TimeWindow window) {
    RecordShape.Builder shape = run.shape(table);
    boolean isFirst = window.start() == chain.from().getEpochSecond();
    shape.windowStart(window.start()).windowEnd(window.end());
    return isFirst && chain.start().isCut()
        ? shape.earliest(window.start()).build()
        : shape.build();
  }

  /** The newest window first, because it usually holds the most. */
  private Map<TimeWindow, List<ChainWindow>> byWindow(Drafts drafts) {
    Map<TimeWindow, List<ChainWindow>> byWindow =
        new TreeMap<>(
            Comparator.comparing(TimeWindow::index).thenComparing(TimeWindow::start).reversed());
    for (MessageChain chain : chains) {
      if (chain.drafts() == drafts) {
        for (ChainWindow chainWindow : chain.chainWindows()) {
          byWindow.computeIfAbsent(chainWindow.window, any -> new ArrayList<>()).add(chainWindow);
        }
      }
    }
    return byWindow;
  }

  private void submit(TimeWindow window, List<ChainWindow> chainWindows) throws Exception {
    if (chainWindows.size() == 1 || isNewest(window)) {
      scope.attempt(
          () -> {
            for (ChainWindow chainWindow : chainWindows) {
              begin(chainWindow);
            }
          });
      return;
    }
    scope.submit(
        new Slice() {
          @Override
          public boolean advance() throws Exception {
            beginUnlessEmpty(window, chainWindows);
            return false;
          }

          @Override
          public double remaining() {
            return FIRST;
          }
        });
  }

  private boolean isNewest(TimeWindow window) {
    return window.end() == run.startedAt().getEpochSecond();
  }

  private void beginUnlessEmpty(TimeWindow window, List<ChainWindow> chainWindows)
      throws Exception {
    if (isEmpty(window, chainWindows.get(0).chain.drafts())) {
      progress.ended(chainWindows.size());
      return;
    }
    for (ChainWindow chainWindow : chainWindows) {
      // Once it is known whether the list comes in order, it is known how early its chains must
      // start.
      chainWindow.chain.pace().whenSettled(() -> begin(chainWindow));
    }
  }

  private void begin(ChainWindow chainWindow) throws Exception {
    WindowReader reader =
        new WindowReader(
            scope,
            budget,
            chainWindow.window,
            chains(chainWindow),
            () -> progress.ended((Object) chainWindow));
    chainWindow.reader = reader;
    reader.begin();
  }

  private WindowChains chains(ChainWindow chainWindow) {
    String slot = table.name() + "/" + chainWindow.chain.key() + "/" + chainWindow.window.index();
    return new WindowChains() {
      @Override
      public String name() {
        return chainWindow.chain.key();
      }

      @Override
      public PageChain begin(int split, TimeWindow asked) {
        return read(slot + "/" + split, chainWindow.chain, asked);
      }

      @Override
      public FirstPage firstPage(TimeWindow stretch) throws IOException {
        return MessageSource.this.firstPage(client, chainWindow.chain, stretch).page();
      }

      @Override
      public ListPace pace() {
        return chainWindow.chain.pace();
      }

      @Override
      public boolean isNewest() {
        return MessageSource.this.isNewest(chainWindow.window);
      }

      @Override
      public void expects(double pages) {
        progress.expects(chainWindow, pages);
      }

      @Override
      public void note(String count) {
        run.note(slot, count);
      }

      @Override
      public Optional<String> noted() {
        return run.noted(slot);
      }
    };
  }

  private PageChain read(String slot, MessageChain chain, TimeWindow split) {
    SliceSpool part = run.part(slot, shape(chain, split));
    return new PageChain(progress, client, request(chain, split), part);
  }

  private PageRequest request(MessageChain chain, TimeWindow window) {
    return requests.page(chain.type(), chain.drafts(), window);
  }

  private boolean isEmpty(TimeWindow window, Drafts drafts) throws IOException {
    String question = table.name() + "/" + drafts + "/" + window.index() + "/isEmpty";
    Optional<String> noted = run.noted(question);
    if (noted.isPresent()) {
      return Boolean.parseBoolean(noted.get());
    }
    boolean isEmpty = requests.isEmpty(client, drafts, window);
    run.note(question, String.valueOf(isEmpty));
    return isEmpty;
  }

  private void noteDelta() {
    boolean continues = chains.stream().anyMatch(MessageChain::continues);
    if (continues && run.config().loadType() == LoadType.FULL_LOAD) {
      warnings.add(
          "Full Load together with continue since last run: the table is replaced by the new messages"
              + " only. Use Incremental Update to keep the previous ones.");
    }
  }
}
