package io.github.customerio4j.extract;

import io.github.customerio4j.extract.state.TableState;
import java.util.List;
import java.util.Map;

/** One thing to read, with the tables that come of it. */
interface Source {

  /** Hands the work to the scheduler. */
  void submit(SliceScheduler scheduler);

  /** The tables, once all work is done; called once. */
  List<TableRows> tables();

  /** What the source remembers besides its tables, by name. */
  default Map<String, TableState> states() {
    return Map.of();
  }
}
