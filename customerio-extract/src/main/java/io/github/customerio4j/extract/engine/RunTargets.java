package io.github.customerio4j.extract.engine;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.commit.DocumentedTables;
import io.github.customerio4j.extract.engine.source.ActivitySource;
import io.github.customerio4j.extract.engine.source.ActivityTables;
import io.github.customerio4j.extract.engine.source.BodySource;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that a run writes, compared with those at the destination before it starts. */
public final class RunTargets {
  private RunTargets() {}

  /**
   * The tables of a run. Activity types that no run has seen and no option names are unknown yet.
   *
   * @param state the state that the run continues from
   * @param stored the state of previous runs, which a reset ignores
   */
  public static TableSink.Targets of(
      ExtractionConfig config, ExtractionState state, ExtractionState stored) {
    Set<String> written = new LinkedHashSet<>();
    TableCatalog.all().stream().map(TableSpec::name).filter(config::selects).forEach(written::add);
    config.messages().ifPresent(any -> written.add(TableCatalog.messages().name()));
    config.messageBodies().ifPresent(any -> written.add(TableCatalog.messageBodies().name()));
    config.customers().ifPresent(any -> written.add(TableCatalog.customers().name()));
    config.activities().ifPresent(selection -> written.addAll(activities(selection, state)));
    return new TableSink.Targets(written, stored.tables().keySet(), config.loadType());
  }

  private static Set<String> activities(ActivitiesSelection selection, ExtractionState state) {
    if (selection.layout() == ActivitiesSelection.Layout.SINGLE_TABLE) {
      return Set.of(TableCatalog.activitiesAll().name());
    }
    return new ActivityTables(state).tablesOf(selection.types());
  }

  /** The state without what it says of tables that are no longer at the destination. */
  public static ExtractionState without(ExtractionState state, Set<String> missing) {
    Map<String, TableState> tables = new LinkedHashMap<>(state.tables());
    tables.keySet().removeAll(missing);
    ActivitySource.forget(tables, missing, state.activityTables());
    BodySource.forget(tables, missing);
    ExtractionState.Builder rest = ExtractionState.builder();
    return rest.from(state).tables(tables).build();
  }

  /** The tables of previous runs as a run would write them if all values fit what is documented. */
  public static List<TableSchema> documented(
      ExtractionConfig config, ExtractionState state, Set<String> names) {
    return DocumentedTables.of(config, state, names);
  }
}
