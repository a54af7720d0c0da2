package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class IcebergSinkContractTest extends TableSinkContract {
  @TempDir private Path folder;
  private JdbcCatalog catalog;

  @BeforeEach
  void openCatalog() {
    catalog = LocalWarehouse.catalog(folder);
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  @Override
  protected TableSink sink() {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    return LocalWarehouse.tables(catalog);
  }
}
