package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.table.TableSpec;
import java.util.List;

/** A table that is one list of the API, whole in every run. */
final class ListSource implements Source {
  private final Run run;
  private final TableSpec table;
  private final SourceMeter meter;
  private final CustomerIo client;
  private final SlicePart part;

  ListSource(Run run, TableSpec table) {
    this.run = run;
    this.table = table;
    this.meter = run.meter(table.name());
    this.client = run.client(meter);
    this.part = run.newPart(Run.shape(table).build());
  }

  @Override
  public void submit(SliceScheduler scheduler) {
    submit(scheduler, () -> {});
  }

  /** Reads the list, then does what waits for it. */
  void submit(SliceScheduler scheduler, SliceScheduler.Task then) {
    Feed feed = new Feed(run, table.name());
    feed.opened(1);
    PageChain chain = feed.chain(client, Run.request(table, "").build(), part);
    scheduler.submit(
        new ChainSlice(
            chain,
            () -> {
              feed.ended(1);
              then.run();
            }));
  }

  SlicePart part() {
    return part;
  }

  SourceMeter meter() {
    return meter;
  }

  @Override
  public List<TableRows> tables() {
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
