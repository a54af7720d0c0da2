package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.MessagesSelection.Drafts;
import io.github.customerio4j.extract.plan.Window;
import io.github.customerio4j.extract.plan.WindowGrid;
import io.github.customerio4j.extract.record.PageReader;
import io.github.customerio4j.extract.record.RecordShape;
import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.state.TableState;
import io.github.customerio4j.extract.table.Catalogue;
import io.github.customerio4j.extract.table.TableSpec;
import io.github.customerio4j.extract.write.LoadType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages: a chain of records a type, walked window by window. Where several chains would ask for
 * the same old window, one request finds out first whether anything at all is in it.
 */
final class MessageSource implements Source {
  private static final String ALL_TYPES = "*";
  private static final String UNORDERED =
      "The messages of a window do not come in the order of their time, so it was read one page"
          + " after the other.";

  private final Run run;
  private final TableSpec table = Catalogue.messages();
  private final MessagesSelection selection;
  private final SourceMeter meter;
  private final Lane lane;
  private final CustomerIo client;
  private final List<Chain> chains = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Feed feed;
  private final SplitBudget budget = new SplitBudget();

  /** The records of one type, sent or drafts: what has a watermark of its own. */
  private record Chain(
      Optional<String> type,
      Drafts drafts,
      Instant from,
      boolean continues,
      List<Stretch> stretches) {

    String key() {
      return (drafts == Drafts.INCLUDED ? "drafts:" : "") + type.orElse(ALL_TYPES);
    }
  }

  /** A window of a chain; without a walk if the window is found to be empty. */
  private static final class Stretch {
    private final Chain chain;
    private final Window window;
    private volatile @Nullable WindowWalk walk;

    Stretch(Chain chain, Window window) {
      this.chain = chain;
      this.window = window;
    }
  }

  MessageSource(Run run, MessagesSelection selection) {
    this.run = run;
    this.selection = selection;
    this.meter = run.meter(table.name());
    this.lane = new Lane(run, table.name());
    this.client = lane.client(meter);
    this.feed = new Feed(run, table.name(), Feed.Length.BY_PAGES);
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
      byWindow(drafts).values().forEach(stretches -> feed.opened(stretches.size()));
    }
    for (Drafts drafts : Drafts.values()) {
      for (Map.Entry<Window, List<Stretch>> window : byWindow(drafts).entrySet()) {
        submit(window.getKey(), window.getValue());
      }
    }
  }

  /** How many windows are to be walked. */
  int windows() {
    return chains.stream().mapToInt(chain -> chain.stretches().size()).sum();
  }

  @Override
  public List<String> names() {
    return List.of(table.name());
  }

  @Override
  public List<Lane> lanes() {
    return List.of(lane);
  }

  @Override
  public List<TableRows> tables() {
    if (lane.hasFailed()) {
      return List.of();
    }
    TableRows.Builder rows = TableRows.builder();
    rows.name(table.name())
        .spec(table)
        .meter(meter)
        .wantedKey(selection.primaryKey().map(List::of));
    int windows = 0;
    long duplicates = 0;
    long repairs = 0;
    boolean isUnordered = false;
    for (Chain chain : chains) {
      List<SlicePart> parts = new ArrayList<>();
      for (Stretch stretch : chain.stretches()) {
        WindowWalk walk = stretch.walk;
        if (walk != null) {
          parts.addAll(walk.parts());
          isUnordered |= walk.isUnordered();
        }
      }
      rows.addChains(parts.stream().flatMap(part -> part.routes().stream()).toList());
      windows += chain.stretches().size();
      duplicates += parts.stream().mapToLong(SlicePart::duplicates).sum();
      repairs += parts.stream().mapToLong(SlicePart::repairs).sum();
      rows.putWatermarks(chain.key(), run.startedAt());
    }
    rows.windows(windows).duplicates(duplicates).repairs(repairs).addAllWarnings(warnings);
    return List.of(isUnordered ? rows.addWarnings(UNORDERED).build() : rows.build());
  }

  private Chain chain(Optional<String> type, Drafts drafts) {
    Chain unplanned = new Chain(type, drafts, selection.since(), false, new ArrayList<>());
    Optional<Instant> watermark = watermark(unplanned.key());
    Chain chain =
        watermark.isEmpty()
            ? unplanned
            : new Chain(type, drafts, continuedFrom(watermark.get()), true, new ArrayList<>());
    long from = chain.from().getEpochSecond();
    for (Window window : WindowGrid.covering(from, run.startedAt().getEpochSecond())) {
      chain.stretches().add(new Stretch(chain, window));
    }
    return chain;
  }

  private Optional<Instant> watermark(String key) {
    TableState known = run.state().tables().get(table.name());
    return selection.history() == History.SINCE_LAST_RUN && known != null
        ? Optional.ofNullable(known.watermarks().get(key))
        : Optional.empty();
  }

  private Instant continuedFrom(Instant watermark) {
    Instant end = watermark.isBefore(run.startedAt()) ? watermark : run.startedAt();
    Instant from = end.minus(selection.overlap());
    return from.isBefore(WindowGrid.ORIGIN) ? WindowGrid.ORIGIN : from;
  }

  private RecordShape shape(Chain chain, Window window) {
    RecordShape.Builder shape = run.shape(table);
    boolean isFirst = window.start() == chain.from().getEpochSecond();
    shape.windowStart(window.start()).windowEnd(window.end());
    return isFirst && !chain.continues() ? shape.earliest(window.start()).build() : shape.build();
  }

  /** The newest window first: where there is most to do, it is begun first. */
  private Map<Window, List<Stretch>> byWindow(Drafts drafts) {
    Map<Window, List<Stretch>> byWindow =
        new TreeMap<>(Comparator.comparing(Window::index).thenComparing(Window::start).reversed());
    for (Chain chain : chains) {
      if (chain.drafts() == drafts) {
        for (Stretch stretch : chain.stretches()) {
          byWindow.computeIfAbsent(stretch.window, any -> new ArrayList<>()).add(stretch);
        }
      }
    }
    return byWindow;
  }

  private void submit(Window window, List<Stretch> stretches) throws Exception {
    boolean isNewest = window.end() == run.startedAt().getEpochSecond();
    if (stretches.size() == 1 || isNewest) {
      lane.attempt(() -> beginAll(stretches));
      return;
    }
    lane.submitOnce(
        () -> {
          if (isEmpty(window, stretches.get(0).chain.drafts())) {
            feed.ended(stretches.size());
          } else {
            beginAll(stretches);
          }
        });
  }

  private void beginAll(List<Stretch> stretches) throws Exception {
    for (Stretch stretch : stretches) {
      begin(stretch);
    }
  }

  private void begin(Stretch stretch) throws Exception {
    WindowWalk walk =
        new WindowWalk(
            lane, budget, stretch.window, chains(stretch), () -> feed.ended((Object) stretch));
    stretch.walk = walk;
    walk.begin();
  }

  private WalkChains chains(Stretch stretch) {
    String slot = table.name() + "/" + stretch.chain.key() + "/" + stretch.window.index();
    return new WalkChains() {
      @Override
      public String name() {
        return stretch.chain.key();
      }

      @Override
      public PageChain begin(int leg, Window asked) {
        return read(slot + "/" + leg, stretch.chain, asked);
      }

      @Override
      public void expects(double pages) {
        feed.expects(stretch, pages);
      }

      @Override
      public void note(String cuts) {
        run.note(slot, cuts);
      }

      @Override
      public Optional<String> noted() {
        return run.noted(slot);
      }
    };
  }

  private PageChain read(String slot, Chain chain, Window leg) {
    PageRequest.Builder request = Run.request(table);
    addWindow(request, leg, chain.drafts());
    chain.type().ifPresent(type -> request.putQuery("type", type));
    SlicePart part = run.part(slot, shape(chain, leg));
    return feed.chain(client, request.build(), part);
  }

  private boolean isEmpty(Window window, Drafts drafts) throws IOException {
    String question = table.name() + "/" + drafts + "/" + window.index() + "/isEmpty";
    Optional<String> noted = run.noted(question);
    if (noted.isPresent()) {
      return Boolean.parseBoolean(noted.get());
    }
    boolean isEmpty = askWhetherEmpty(window, drafts);
    run.note(question, String.valueOf(isEmpty));
    return isEmpty;
  }

  private boolean askWhetherEmpty(Window window, Drafts drafts) throws IOException {
    PageRequest.Builder request = PageRequest.builder();
    table.path().forEach(request::addPath);
    request.itemsKey(table.itemsKey()).putQuery("limit", "1");
    addWindow(request, window, drafts);
    SlicePart unused = run.scratchPart(run.shape(table).build());
    DecodedPage<PageReader.PageSummary> page =
        client.pages(request.build(), new PageReader(unused)).iterator().next();
    return page.content().records() == 0 && page.next().isEmpty();
  }

  private static void addWindow(PageRequest.Builder request, Window window, Drafts drafts) {
    Run.addWindow(request, window);
    if (drafts == Drafts.INCLUDED) {
      request.putQuery("drafts", "true");
    }
  }

  private void noteDelta() {
    boolean continues = chains.stream().anyMatch(Chain::continues);
    if (continues && run.config().loadType() == LoadType.FULL_LOAD) {
      warnings.add(
          "Full Load together with continue since last run: the table is replaced by the new messages"
              + " only. Use Incremental Update to keep the former ones.");
    }
  }
}
