package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ActivitiesSelection.DeletedPeople;
import io.github.customerio4j.extract.config.ActivitiesSelection.Layout;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.ChainSlice;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.WatermarkReached;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Reads activities: one chain for each type, or one for all types, and the same for deleted people.
 */
public final class ActivitySource implements Source {
  private static final String SOURCE = "activities";

  private final RunContext run;
  private final ActivitiesSelection selection;
  private final ActivityTables names;
  private final TableSpec table;
  private final List<ActivityChain> chains = new ArrayList<>();
  private final ProgressTracker progress;

  /**
   * Chains that could not continue since the last run, because their pages are not newest first.
   */
  private final Set<String> unordered = ConcurrentHashMap.newKeySet();

  private ActivityChain chain(
      Optional<String> type, DeletedPeople people, TableScope scope, SourceMeter meter) {
    return new ActivityChain(
        type, people, scope, meter, run.part(SOURCE + "/" + key(type, people), shape(type)));
  }

  private static String key(Optional<String> type, DeletedPeople people) {
    return (people == DeletedPeople.INCLUDED ? "deleted:" : "") + type.orElse("*");
  }

  private record ActivityChain(
      Optional<String> type,
      DeletedPeople people,
      TableScope scope,
      SourceMeter meter,
      SliceSpool part) {

    String key() {
      return ActivitySource.key(type, people);
    }
  }

  public ActivitySource(RunContext run, ActivitiesSelection selection, ActivityTables names) {
    this.run = run;
    this.selection = selection;
    this.names = names;
    this.progress = new ProgressTracker(run, SOURCE, ProgressTracker.Length.UNKNOWN);
    this.table =
        selection.layout() == Layout.SINGLE_TABLE
            ? TableCatalog.activitiesAll()
            : TableCatalog.activitiesOfType();
    List<Optional<String>> types = new ArrayList<>();
    selection.types().forEach(type -> types.add(Optional.of(type)));
    if (types.isEmpty()) {
      types.add(Optional.empty());
    }
    TableScope all =
        new TableScope(run, selection.layout() == Layout.SINGLE_TABLE ? table.name() : SOURCE);
    for (Optional<String> type : types) {
      SourceMeter meter = run.meter(SOURCE);
      boolean isAlone = type.isPresent() && selection.layout() == Layout.TABLE_PER_TYPE;
      TableScope scope = isAlone ? new TableScope(run, names.tableOf(type.get())) : all;
      chains.add(chain(type, DeletedPeople.EXCLUDED, scope, meter));
      if (selection.deletedPeople() == DeletedPeople.INCLUDED) {
        chains.add(chain(type, DeletedPeople.INCLUDED, scope, meter));
      }
    }
  }

  @Override
  public void submit() {
    progress.opened(chains.size());
    chains.forEach(chain -> chain.scope().submit(slice(chain)));
  }

  /** The number of lists to read. */
  public int lists() {
    return chains.size();
  }

  @Override
  public List<String> names() {
    return List.of(SOURCE);
  }

  @Override
  public List<TableScope> scopes() {
    return chains.stream().map(ActivityChain::scope).distinct().toList();
  }

  @Override
  public List<SpooledTable> tables() {
    if (chains.stream().allMatch(chain -> chain.scope().hasFailed())) {
      return List.of();
    }
    if (selection.layout() == Layout.SINGLE_TABLE) {
      return List.of(
          tableOf(table.name(), chains, Optional.empty(), Optional.of(chains.get(0).meter())));
    }
    List<SpooledTable> tables = new ArrayList<>();
    for (String type : selectedTypes()) {
      List<ActivityChain> own =
          chains.stream().filter(chain -> chain.type().isEmpty() || is(type, chain)).toList();
      if (own.get(0).scope().hasFailed()) {
        names.forgetIfNew(type);
        continue;
      }
      boolean reports = !selection.types().isEmpty() || tables.isEmpty();
      tables.add(
          tableOf(
              names.tableOf(type),
              own,
              Optional.of(type),
              reports ? Optional.of(own.get(0).meter()) : Optional.empty()));
    }
    return tables;
  }

  private RecordShape shape(Optional<String> type) {
    boolean isRouted = type.isEmpty() && selection.layout() == Layout.TABLE_PER_TYPE;
    String ofType = type.map(names::rulesNameOf).orElse(table.name());
    return run.shape(table)
        .table(selection.layout() == Layout.TABLE_PER_TYPE ? ofType : table.name())
        .route(isRouted ? Optional.of(ColumnPath.of("type")) : Optional.empty())
        .build();
  }

  private Slice slice(ActivityChain chain) {
    PageRequest.Builder request = RunContext.request(table);
    request.priority(PageRequest.Priority.FIRST);
    chain.type().ifPresent(type -> request.putQuery("type", type));
    if (chain.people() == DeletedPeople.INCLUDED) {
      request.putQuery("deleted", "true");
    }
    CustomerIo client = chain.scope().client(chain.meter());
    PageChain pages = new PageChain(progress, client, request.build(), chain.part());
    return new ChainSlice(chain.key(), pages, () -> isEnough(chain), () -> progress.ended(1));
  }

  private Predicate<PageTimes> isEnough(ActivityChain chain) {
    Optional<Instant> watermark = watermark(chain);
    if (watermark.isEmpty()) {
      return times -> false;
    }
    return new WatermarkReached(
        watermark.get().minus(selection.overlap()), () -> unordered.add(chain.key()));
  }

  private Optional<Instant> watermark(ActivityChain chain) {
    TableState known = run.state().tables().get(SOURCE);
    return selection.history() == History.SINCE_LAST_RUN && known != null
        ? Optional.ofNullable(known.watermarks().get(chain.key()))
        : Optional.empty();
  }

  /** A state with which lists that come newest first end at a time. */
  public static ExtractionState startingAt(ActivitiesSelection selection, Instant since) {
    Map<String, Instant> watermarks = new TreeMap<>();
    watermarks.put(key(Optional.empty(), DeletedPeople.EXCLUDED), since);
    selection
        .types()
        .forEach(type -> watermarks.put(key(Optional.of(type), DeletedPeople.EXCLUDED), since));
    return ExtractionState.builder()
        .tables(Map.of(SOURCE, TableState.builder().watermarks(watermarks).build()))
        .build();
  }

  /**
   * Removes the watermarks of chains whose tables are no longer at the destination.
   *
   * @param states the state of each table, which changes
   * @param missing the names of those tables
   * @param names the table of each type
   */
  public static void forget(
      Map<String, TableState> states, Set<String> missing, Map<String, String> names) {
    TableState known = states.get(SOURCE);
    if (known == null) {
      return;
    }
    Map<String, Instant> watermarks = new TreeMap<>(known.watermarks());
    if (missing.contains(TableCatalog.activitiesAll().name())) {
      watermarks.clear();
    }
    names.forEach(
        (type, table) -> {
          if (missing.contains(table)) {
            for (DeletedPeople people : DeletedPeople.values()) {
              watermarks.remove(key(Optional.of(type), people));
              watermarks.remove(key(Optional.empty(), people));
            }
          }
        });
    states.put(SOURCE, TableState.builder().from(known).watermarks(watermarks).build());
  }

  /** The state of the source as a whole, because a chain may bring several tables. */
  @Override
  public Map<String, TableState> states(ExtractionState former) {
    TableState known = former.tables().get(SOURCE);
    Map<String, Instant> watermarks = new TreeMap<>(known == null ? Map.of() : known.watermarks());
    chains.stream()
        .filter(chain -> !chain.scope().hasFailed())
        .forEach(chain -> watermarks.put(chain.key(), run.startedAt()));
    return Map.of(SOURCE, TableState.builder().watermarks(watermarks).build());
  }

  /** The selected types; else the types of previous runs, then the types that came. */
  private List<String> selectedTypes() {
    if (!selection.types().isEmpty()) {
      return selection.types();
    }
    List<String> types = new ArrayList<>(names.knownTypes());
    for (ActivityChain chain : chains) {
      for (TableSpool route : chain.part().routes()) {
        if (!types.contains(route.key())) {
          types.add(route.key());
        }
      }
    }
    return types;
  }

  private SpooledTable tableOf(
      String name, List<ActivityChain> own, Optional<String> type, Optional<SourceMeter> meter) {
    SpooledTable.Builder rows = SpooledTable.builder();
    rows.name(name).spec(table).windows(own.size()).meter(meter);
    if (own.stream().noneMatch(chain -> chain.scope().hasFailed())) {
      rows.watermark(run.startedAt());
    }
    for (ActivityChain chain : own) {
      boolean isMixed = type.isPresent() && chain.type().isEmpty();
      rows.addChains(
          chain.part().routes().stream()
              .filter(route -> !isMixed || route.key().equals(type.get()))
              .toList());
    }
    if (meter.isPresent()) {
      rows.addAllWarnings(warnings(own));
      rows.counts(own.stream().map(ActivityChain::part).toList());
    }
    return rows.build();
  }

  private List<String> warnings(List<ActivityChain> own) {
    List<String> warnings = new ArrayList<>();
    if (run.config().loadType() == LoadType.FULL_LOAD
        && own.stream().anyMatch(chain -> watermark(chain).isPresent())) {
      warnings.add(
          "Full Load together with continue since last run: the table is replaced by the new"
              + " activities only. Use Incremental Update to keep the previous ones.");
    }
    if (own.stream().anyMatch(chain -> unordered.contains(chain.key()))) {
      warnings.add(
          "The activities do not come newest first, so they were read whole instead of since the last"
              + " run.");
    }
    return warnings;
  }

  private static boolean is(String type, ActivityChain chain) {
    return chain.type().isPresent() && chain.type().get().equals(type);
  }
}
