package io.github.customerio4j.examples;

import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the published contract of every destination against the example. */
class CustomTableSinkTest extends TableSinkContract {
  private final CustomTableSink sink = new CustomTableSink();

  @Override
  protected TableSink sink() {
    return sink;
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() {
    Map<String, List<List<@Nullable String>>> visible = new TreeMap<>();
    sink.tables()
        .forEach(
            (name, table) -> {
              List<List<@Nullable String>> rows = new ArrayList<>();
              rows.add(new ArrayList<>(table.columns()));
              rows.addAll(table.rows());
              visible.put(name, rows);
            });
    return visible;
  }
}
