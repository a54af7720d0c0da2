package io.github.customerio4j.extract;

import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.table.TableSpec;
import java.util.List;

/** A table that is one list of the API, whole in every run. */
final class ListSource implements Source {
  private final Run run;
  private final TableSpec table;
  private final SourceMeter meter;
  private final Lane lane;
  private final SlicePart part;

  ListSource(Run run, TableSpec table) {
    this(run, table, new Lane(run, table.name()));
  }

  /** The same as work of another table, which is made of the list. */
  ListSource(Run run, TableSpec table, Lane lane) {
    this.run = run;
    this.table = table;
    this.meter = run.meter(table.name());
    this.lane = lane;
    this.part = run.part(table.name(), Run.shape(table).build());
  }

  @Override
  public void submit() {
    submit(() -> {});
  }

  /** Reads the list, then does what waits for it. */
  void submit(SliceScheduler.Task then) {
    Feed feed = new Feed(run, table.name());
    feed.opened(1);
    PageChain chain = feed.chain(lane.client(meter), Run.request(table, "").build(), part);
    lane.submit(
        new ChainSlice(
            chain,
            () -> {
              feed.ended(1);
              then.run();
            }));
  }

  Lane lane() {
    return lane;
  }

  SlicePart part() {
    return part;
  }

  SourceMeter meter() {
    return meter;
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
    return List.of(
        TableRows.builder()
            .name(table.name())
            .spec(table)
            .addChains(part.routes())
            .meter(meter)
            .windows(1)
            .duplicates(part.duplicates())
            .repairs(part.repairs())
            .build());
  }
}
