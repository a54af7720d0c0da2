package io.github.customerio4j.spark;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table as a stream: what was created since the last batch, and what is read again. */
final class RowStream implements MicroBatchStream, SupportsTriggerAvailableNow {
  private static final Logger LOG = LoggerFactory.getLogger(RowStream.class);

  private final SourceOptions options;
  private final StructType columns;
  private final Clock clock;
  private final StreamProgress progress;
  private @Nullable Long lastTarget;

  RowStream(SourceOptions options, StructType columns, Clock clock) {
    this.options = options;
    this.columns = columns;
    this.clock = clock;
    this.progress = new StreamProgress(options);
  }

  @Override
  public Offset initialOffset() {
    return progress.initial();
  }

  @Override
  public Offset deserializeOffset(String json) {
    return StreamOffset.parse(json, options.table());
  }

  /** From now on the stream ends where it would end now. */
  @Override
  public synchronized void prepareForTriggerAvailableNow() {
    lastTarget = target();
  }

  @Override
  public Offset latestOffset() {
    throw new UnsupportedOperationException("Spark asks for the offset after another.");
  }

  @Override
  public synchronized Offset latestOffset(Offset start, ReadLimit limit) {
    return progress.next(own(start), lastTarget == null ? target() : lastTarget);
  }

  private long target() {
    long now = clock.instant().minus(options.stream().settling()).getEpochSecond();
    @Nullable Instant until = options.range().until();
    return until == null ? now : Math.min(now, until.getEpochSecond());
  }

  private StreamOffset own(Offset offset) {
    return offset instanceof StreamOffset known
        ? known
        : StreamOffset.parse(offset.json(), options.table());
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    Map<String, SourceWorkspace> known = new HashMap<>();
    options.workspaces().forEach(workspace -> known.put(workspace.name(), workspace));
    List<Planner.Wanted> wanted = new ArrayList<>();
    progress
        .ranges(own(start), own(end))
        .forEach(
            (name, range) -> {
              @Nullable SourceWorkspace workspace = known.get(name);
              if (workspace == null) {
                LOG.warn(
                    "Workspace {} is in the checkpoint's last batch, and not in the options: it is"
                        + " left out. To read it, name it again.",
                    name);
              } else {
                wanted.add(new Planner.Wanted(workspace, range));
              }
            });
    return new Planner(options, columns).plan(wanted);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new RowReaderFactory(columns);
  }

  /** The checkpoint has all that is needed. */
  @Override
  public void commit(Offset end) {}

  @Override
  public void stop() {}

  /** For progress reports and the UI. */
  @Override
  public String toString() {
    return "customerio " + options.table();
  }
}
