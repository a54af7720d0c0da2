package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.engine.commit.SpooledFields;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.page.ResponseReshaper;
import io.github.customerio4j.extract.engine.page.TableRequest;
import io.github.customerio4j.extract.engine.row.FieldRules;
import io.github.customerio4j.extract.engine.row.Protection;
import io.github.customerio4j.extract.engine.row.ValueHash;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SkippedParents;
import io.github.customerio4j.extract.engine.run.StaleCursorException;
import io.github.customerio4j.extract.engine.source.ArchiveMemory.Span;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the bodies of messages, newest first, as many as a day allows. It lists the messages of the
 * latest span that is not done, in windows that hold about as many messages as requests are left.
 */
public final class BodySource extends SingleTableSource {
  /** Its name in the state. */
  static final String MEMORY = "message_bodies_archive";

  private static final ColumnPath ID = ColumnPath.of("id");
  private static final ColumnPath MESSAGE_ID = ColumnPath.of("message_id");
  private static final ColumnPath CREATED = ColumnPath.of("created");
  private static final ColumnPath FORGOTTEN = ColumnPath.of("forgotten");
  private static final Set<ColumnPath> LISTED = Set.of(ID, CREATED, FORGOTTEN);

  private static final long FIRST_WINDOW = Duration.ofHours(1).toSeconds();
  private static final long SHORTEST_WINDOW = Duration.ofMinutes(1).toSeconds();
  private static final long LONGEST_WINDOW = Duration.ofDays(170).toSeconds();
  private static final int GROWTH = 4;

  /** A window with more pages of messages is shortened rather than read to its end. */
  private static final int ENOUGH_PAGES = 2;

  /** Younger messages may be followed by messages that were created before them. */
  private static final long SETTLING = Duration.ofHours(1).toSeconds();

  private final MessageBodiesSelection selection;
  private final ArchiveMemory memory;
  private final SliceSpool part;
  private final Set<String> readBefore = new HashSet<>();
  private final SkippedParents unusable = new SkippedParents();
  private final QuotaWatch quota = new QuotaWatch();
  private final CustomerIo archive;

  /** What hashes the ids of messages, if their column is hashed. */
  private final Optional<ValueHash> hash;

  private int missing;
  private boolean isQuotaUsedUp;
  private volatile boolean isCutShort;

  /** What the archive's answers say of the requests that are left today. */
  private static final class QuotaWatch implements TransferListener {
    private long left = Long.MAX_VALUE;

    @Override
    public void quotaReported(Transfer transfer, long remaining) {
      left = remaining;
    }
  }

  /** A message that may have a body. */
  private record Candidate(String id, Instant created, boolean isForgotten) {}

  public BodySource(RunContext run, MessageBodiesSelection selection) {
    super(
        run,
        TableCatalog.messageBodies(),
        run.meter(TableCatalog.messageBodies().name()),
        ProgressTracker.Length.UNKNOWN);
    this.selection = selection;
    this.memory = ArchiveMemory.of(Optional.ofNullable(run.state().tables().get(MEMORY)));
    this.hash = hashOfIds(run);
    this.archive = client.observedBy(quota);
    this.part = run.part(table.name(), run.shape(table).putConstants("message_id", "").build());
  }

  @Override
  public void submit() {
    progress.opened(1);
    scope.submitAside(this::read);
  }

  @Override
  SpooledTable table() {
    SpooledTable.Builder rows = SpooledTable.builder();
    rows.name(table.name())
        .spec(table)
        .meter(meter)
        .windows(part.chainsEnded())
        .counts(List.of(part))
        .addChains(part.routes());
    if (missing > 0) {
      rows.addWarnings(missing + " messages have no archived body; they have no rows here.");
    }
    if (unusable.count() > 0) {
      rows.addWarnings(
          "%d messages have ids that no URL can carry; they have no rows here: %s."
              .formatted(unusable.count(), unusable.named()));
    }
    if (isQuotaUsedUp) {
      rows.addWarnings(
          "The daily quota of archived messages is used up. A run tomorrow continues.");
    }
    if (run.config().loadType() == LoadType.FULL_LOAD) {
      rows.addWarnings(
          "Full Load replaces the bodies of previous runs. Use Incremental Update to keep"
              + " them.");
    }
    return rows.build();
  }

  @Override
  public Map<String, TableState> states(ExtractionState former) {
    return scope.hasFailed() ? Map.of() : Map.of(MEMORY, memory.toState());
  }

  /**
   * Removes what is remembered of the bodies, except the day's count of requests, if their table is
   * no longer at the destination.
   *
   * @param states the state of each table, which changes
   * @param missing the names of tables that are no longer there
   */
  public static void forget(Map<String, TableState> states, Set<String> missing) {
    TableState known = states.get(MEMORY);
    if (known != null && missing.contains(TableCatalog.messageBodies().name())) {
      states.put(MEMORY, ArchiveMemory.countOf(known));
    }
  }

  private void read() throws Exception {
    noteReadBefore();
    long from = selection.since().getEpochSecond();
    long to = run.startedAt().getEpochSecond();
    long length = FIRST_WINDOW;
    Optional<Span> gap = memory.latestGap(from, to);
    while (gap.isPresent() && left() > 0 && !isQuotaUsedUp) {
      Span span = new Span(Math.max(gap.get().from(), gap.get().to() - length + 1), gap.get().to());
      Optional<List<Candidate>> found = candidates(span);
      if (found.isEmpty()) {
        length = Math.max(SHORTEST_WINDOW, length / GROWTH);
        continue;
      }
      readBodies(span, found.get());
      if (found.get().size() * GROWTH <= left()) {
        length = Math.min(LONGEST_WINDOW, length * GROWTH);
      }
      to = span.from() - 1;
      gap = memory.latestGap(from, to);
    }
    isCutShort |= gap.isPresent();
    part.close();
    progress.ended(1);
  }

  /** Whether bodies were left for another day. */
  public boolean isCutShort() {
    return isCutShort;
  }

  /** How many bodies may still be asked for today. */
  public int left() {
    return (int) Math.min(memory.left(selection.perDay(), run.startedAt()), quota.left);
  }

  /** Skips the bodies that an interrupted run had read. */
  private void noteReadBefore() throws IOException {
    ColumnPath id = MESSAGE_ID;
    for (TableSpool route : part.routes()) {
      new SpooledFields(List.of(id)).read(route, 0, row -> row.at(id).ifPresent(readBefore::add));
    }
    progress.restored(part.records());
    readBefore.forEach(any -> memory.asked(run.startedAt()));
  }

  /** The messages of a span; empty if there are too many pages. */
  private Optional<List<Candidate>> candidates(Span span) throws IOException {
    try {
      return listed(span);
    } catch (StaleCursorException e) {
      // Nothing of the list was used yet, so that it can be read again.
      try {
        return listed(span);
      } catch (StaleCursorException again) {
        throw again.lasting();
      }
    }
  }

  private Optional<List<Candidate>> listed(Span span) throws IOException {
    TableSpec messages = TableCatalog.messages();
    PageRequest.Builder request = RunContext.request(messages);
    new TimeWindow(0, span.from(), span.to()).addTo(request);
    SliceSpool listed =
        run.scratchPart(run.shape(messages).readBack(LISTED).isReadBackOnly(true).build());
    boolean canBeShortened = span.to() - span.from() >= SHORTEST_WINDOW;
    Iterator<DecodedPage<PageReader.PageSummary>> pages =
        client.pages(request.build(), new PageReader(listed)).iterator();
    while (hasNext(pages, listed)) {
      DecodedPage<PageReader.PageSummary> page = pages.next();
      listed.commitPage(page.content().records(), page.next());
      if (listed.pages() > ENOUGH_PAGES && canBeShortened && page.next().isPresent()) {
        listed.close();
        return Optional.empty();
      }
    }
    listed.close();
    List<Candidate> candidates = new ArrayList<>();
    for (TableSpool route : listed.routes()) {
      new SpooledFields(LISTED).read(route, 0, row -> add(row, span, candidates));
    }
    candidates.sort(
        Comparator.comparing(Candidate::created).reversed().thenComparing(Candidate::id));
    return Optional.of(candidates);
  }

  private static boolean hasNext(
      Iterator<DecodedPage<PageReader.PageSummary>> pages, SliceSpool listed) {
    try {
      return pages.hasNext();
    } catch (InvalidRequestException | NotFoundException e) {
      if (listed.next().isEmpty()) {
        throw e;
      }
      throw new StaleCursorException(e, listed.next().get());
    }
  }

  /** Adds a message. Without a usable time it counts as created at the end of the window. */
  private void add(SpooledFields.Fields row, Span span, List<Candidate> candidates) {
    long created =
        row.at(CREATED)
            .filter(text -> text.matches("[0-9]{1,11}(\\.[0-9]+)?"))
            .map(text -> Long.parseLong(text.replaceFirst("\\..*", "")))
            .orElse(span.to());
    boolean isForgotten = row.at(FORGOTTEN).filter("true"::equals).isPresent();
    if (created >= span.from() && created <= span.to()) {
      row.at(ID)
          .ifPresent(
              id -> candidates.add(new Candidate(id, Instant.ofEpochSecond(created), isForgotten)));
    }
  }

  private void readBodies(Span span, List<Candidate> candidates) throws IOException {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate message = candidates.get(i);
      if (isToBeAskedFor(message)) {
        if (left() == 0 || !readBody(message)) {
          // Some messages of this second may be left; later seconds are done.
          isCutShort = true;
          long done = message.created().getEpochSecond() + 1;
          noteDone(new Span(done, span.to()));
          return;
        }
      }
      memory.done(remembered(message.id()), message.created());
    }
    noteDone(span);
  }

  private boolean isToBeAskedFor(Candidate message) {
    return !message.isForgotten()
        && !memory.isDone(remembered(message.id()))
        && !readBefore.contains(remembered(message.id()));
  }

  /** The id as rows and the state hold it. */
  private String remembered(String id) {
    return hash.isPresent() ? hash.get().of(id) : id;
  }

  private static Optional<ValueHash> hashOfIds(RunContext run) {
    return run.protection()
        .filter(
            rules ->
                rules.rules(TableCatalog.messageBodies().name()).of(MESSAGE_ID)
                    == FieldRules.Action.HASH)
        .flatMap(Protection::newHash);
  }

  private void noteDone(Span span) {
    long settled = Math.min(span.to(), run.startedAt().getEpochSecond() - SETTLING);
    if (span.from() <= settled) {
      memory.done(new Span(span.from(), settled));
    }
  }

  private void noteQuotaUsedUp() {
    isQuotaUsedUp = true;
    memory.usedUp(selection.perDay(), run.startedAt());
  }

  /** Reads one body; false if the quota of the day is used up. */
  private boolean readBody(Candidate message) throws IOException {
    Map<String, String> keys = Map.of("message_id", message.id());
    if (TableRequest.unusableKey(table, keys).isPresent()) {
      unusable.add("'" + message.id() + "'");
      return true;
    }
    part.beginChain(keys);
    PageRequest.Builder request = TableRequest.of(table, keys);
    ResponseReshaper.Rule reshaping = new ResponseReshaper.Rule(table, Optional.empty());
    try {
      new PageChain(progress, archive, request.build(), part, Optional.of(reshaping)).read();
    } catch (NotFoundException | InvalidRequestException e) {
      if (!SkippedParents.isAnswer(e)) {
        throw e;
      }
      missing++;
      part.rollbackPage();
    } catch (RateLimitException e) {
      if (!e.isDailyQuota()) {
        throw e;
      }
      noteQuotaUsedUp();
      return false;
    }
    memory.asked(run.startedAt());
    if (quota.left == 0) {
      noteQuotaUsedUp(); // The next request would be refused.
    }
    return true;
  }
}
