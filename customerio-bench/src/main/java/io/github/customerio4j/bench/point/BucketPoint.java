package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.Medians;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.UploadWork;
import io.github.customerio4j.bench.process.WorkerArguments;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares an extraction into Parquet in a bucket, in a small heap, with an extraction into local
 * Parquet files that Amazon's SDK alone then uploads.
 *
 * @param extent whether the bound is meant for this size
 * @param messages the number of messages
 * @param runs the number of runs of each, in turns; their medians are compared
 * @param bucket the address of a prefix, all objects of which are deleted
 */
public record BucketPoint(BenchExtent extent, int messages, int runs, String bucket)
    implements BenchPoint {
  private static final double BOUND = 1.5;
  private static final int IN_FLIGHT = 16;
  private static final String HEAP = "-Xmx256m";

  @Override
  public String name() {
    return "load-s3";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<BenchFigures> loads = new ArrayList<>();
    List<BenchFigures> uploads = new ArrayList<>();
    ServerSetup setup = ServerSetup.builder().messages(messages).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      WorkerArguments arguments =
          ExtractWork.arguments(ExtractWork.Tables.MESSAGES)
              .with("inFlight", IN_FLIGHT)
              .with("bucket", bucket);
      for (int i = 0; i < runs; i++) {
        deleteAll();
        loads.add(
            bench.work(server, ChildJvm.with(HEAP), arguments.with("to", ExtractWork.To.BUCKET)));
        deleteAll();
        uploads.add(
            bench.work(
                server,
                ChildJvm.with(HEAP),
                arguments.with("to", ExtractWork.To.PARQUET).with("work", UploadWork.NAME)));
      }
      deleteAll();
    }
    BenchFigures load = Medians.by(BenchFigures::wallSeconds, loads);
    BenchFigures upload = Medians.by(BenchFigures::wallSeconds, uploads);
    return List.of(
        PointResult.ratio(
            name(),
            "time / (local Parquet + upload by the SDK), " + HEAP,
            BOUND,
            load.wallSeconds() / upload.wallSeconds(),
            load),
        PointResult.seconds(
            name(), "local Parquet + upload by the SDK, time", upload.wallSeconds(), upload));
  }

  private void deleteAll() throws IOException {
    try (ObjectStore store = ObjectStore.open(bucket, Map.of())) {
      store.delete(store.list("").stream().map(StoredObject::key).toList());
    }
  }
}
