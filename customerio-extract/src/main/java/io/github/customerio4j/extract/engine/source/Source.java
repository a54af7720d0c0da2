package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.util.List;
import java.util.Map;

/** A list of the API, with the tables that are made from it. */
public interface Source {

  /** Starts the work. */
  void submit() throws Exception;

  /** The tables, once all work is done, without those that failed; called once. */
  List<SpooledTable> tables();

  /** The names of its lists, as the listener knows them. */
  List<String> names();

  /** The scopes of its tables, each of which can fail alone. */
  List<TableScope> scopes();

  /**
   * The state of the source besides its tables, by name.
   *
   * @param former the state that it adds to
   */
  default Map<String, TableState> states(ExtractionState former) {
    return Map.of();
  }
}
