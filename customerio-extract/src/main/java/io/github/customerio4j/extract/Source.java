package io.github.customerio4j.extract;

import java.util.List;

/** One thing to read, with the tables that come of it. */
interface Source {

  /** Hands the work to the scheduler. */
  void submit(SliceScheduler scheduler);

  /** The tables, once all work is done; called once. */
  List<TableRows> tables();
}
