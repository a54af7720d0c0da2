package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.util.List;
import java.util.Map;

/** One thing to read, with the tables that come of it. */
public interface Source {

  /** Begins the work. */
  void submit() throws Exception;

  /** The tables, once all work is done, but for those that failed; called once. */
  List<SpooledTable> tables();

  /** What will be read, by the names that the listener hears. */
  List<String> names();

  /** Its work, in parts that fail each by itself. */
  List<TableScope> scopes();

  /**
   * What the source remembers besides its tables, by name.
   *
   * @param former the state that it adds to
   */
  default Map<String, TableState> states(ExtractionState former) {
    return Map.of();
  }
}
