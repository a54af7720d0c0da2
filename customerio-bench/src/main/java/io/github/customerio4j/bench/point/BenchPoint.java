package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchException;
import java.io.IOException;
import java.util.List;

/** A promise of the project that can be measured. */
public interface BenchPoint {

  /** The name on the command line and in the table. */
  String name();

  /** Whether the size is large enough to judge the bounds. */
  BenchExtent extent();

  /**
   * Measures this point.
   *
   * @throws BenchException if a process failed
   */
  List<PointResult> run(Bench bench) throws IOException, InterruptedException;
}
