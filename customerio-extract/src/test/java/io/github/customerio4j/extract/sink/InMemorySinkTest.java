package io.github.customerio4j.extract.sink;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class InMemorySinkTest extends TableSinkContract {

  private final InMemorySink sink = new InMemorySink();

  @Override
  protected TableSink sink() {
    return sink;
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() {
    return sink.tables();
  }
}
