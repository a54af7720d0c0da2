package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchException;
import java.io.IOException;
import java.util.List;

/** Something that the project promises and that can be measured. */
public interface BenchPoint {

  /** Its name on the command line and in the table. */
  String name();

  /** Whether bounds can be judged by it, or its size is too small for them. */
  BenchExtent extent();

  /**
   * Measures it.
   *
   * @throws BenchException if a process failed
   */
  List<PointResult> run(Bench bench) throws IOException, InterruptedException;
}
