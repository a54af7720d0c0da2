package io.github.customerio4j.extract;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.util.List;
import java.util.Map;

/** One thing to read, with the tables that come of it. */
interface Source {

  /** Begins the work. */
  void submit() throws Exception;

  /** The tables, once all work is done, but for those that failed; called once. */
  List<TableRows> tables();

  /** What will be read, by the names that the listener hears. */
  List<String> names();

  /** Its work, in parts that fail each by itself. */
  List<Lane> lanes();

  /**
   * What the source remembers besides its tables, by name.
   *
   * @param former the state that it adds to
   */
  default Map<String, TableState> states(ExtractionState former) {
    return Map.of();
  }
}
