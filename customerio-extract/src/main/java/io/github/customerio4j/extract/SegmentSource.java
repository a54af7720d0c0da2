package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.record.PartRows;
import io.github.customerio4j.extract.record.RoutePart;
import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.record.TableLayout;
import io.github.customerio4j.extract.table.Catalogue;
import io.github.customerio4j.extract.table.TableSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Segments and their members: the list is asked for once, whichever of the two tables needs it. */
final class SegmentSource implements Source {
  private final Run run;
  private final TableSpec table = Catalogue.segmentCustomers();
  private final Optional<SegmentCustomersSelection> members;
  private final boolean isListWanted;
  private final ListSource list;
  private final SourceMeter meter;
  private final Lane lane;
  private final CustomerIo client;
  private final Feed feed;

  /** One part a segment, in the order of the list; filled before any of them is read. */
  private volatile List<SlicePart> parts = List.of();

  SegmentSource(Run run) {
    this.run = run;
    this.members = run.config().segmentCustomers();
    this.isListWanted = run.config().tables().contains(Catalogue.segments().name());
    this.meter = run.meter(table.name());
    this.lane = new Lane(run, table.name());
    this.list =
        isListWanted
            ? new ListSource(run, Catalogue.segments())
            : new ListSource(run, Catalogue.segments(), lane);
    this.client = lane.client(meter);
    this.feed = new Feed(run, table.name());
  }

  @Override
  public void submit() {
    List<Long> listed = members.map(SegmentCustomersSelection::segmentIds).orElse(List.of());
    boolean needsList = members.isPresent() && listed.isEmpty();
    if (needsList) {
      if (isListWanted) {
        list.lane().feeds(lane);
      }
      list.submit(() -> lane.attempt(() -> submitMembers(segmentIds())));
    } else if (isListWanted) {
      list.submit();
    }
    if (!listed.isEmpty()) {
      submitMembers(listed.stream().map(String::valueOf).toList());
    }
  }

  @Override
  public List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    if (isListWanted) {
      lanes.add(list.lane());
    }
    if (members.isPresent()) {
      lanes.add(lane);
    }
    return lanes;
  }

  @Override
  public List<TableRows> tables() {
    List<TableRows> tables = new ArrayList<>();
    if (isListWanted) {
      tables.addAll(list.tables());
    }
    if (members.isPresent() && !lane.hasFailed()) {
      TableRows.Builder rows = TableRows.builder();
      rows.name(table.name())
          .spec(table)
          .meter(meter)
          .windows(parts.size())
          .duplicates(parts.stream().mapToLong(SlicePart::duplicates).sum())
          .repairs(parts.stream().mapToLong(SlicePart::repairs).sum());
      parts.forEach(part -> rows.addChains(part.routes()));
      tables.add(rows.build());
    }
    return tables;
  }

  private void submitMembers(List<String> segmentIds) {
    List<SlicePart> made = new ArrayList<>();
    for (String id : segmentIds) {
      made.add(
          run.part(
              table.name() + "/" + id, Run.shape(table).putConstants("segment_id", id).build()));
    }
    parts = List.copyOf(made);
    feed.opened(made.size());
    for (int i = 0; i < made.size(); i++) {
      PageRequest request = Run.uncuttable(table, segmentIds.get(i)).build();
      SlicePart part = made.get(i);
      PageChain chain = feed.chain(client, request, part);
      lane.submit(new ChainSlice(chain, () -> feed.ended(1)));
    }
  }

  private List<String> segmentIds() throws IOException {
    List<String> ids = new ArrayList<>();
    TableLayout layout = new TableLayout(List.of(), Integer.MAX_VALUE, Optional.empty());
    for (RoutePart part : list.part().routes()) {
      try (PartRows rows = new PartRows(part, layout)) {
        while (rows.next()) {
          String id = rows.identity();
          if (id == null) {
            throw new ExtractionException(
                "Cannot read the members of a segment: it stands in the list of segments without an"
                    + " id. Name the segments to read by their ids.");
          }
          ids.add(id);
        }
      }
    }
    return ids;
  }
}
