package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.iceberg.file.LocalFileIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of destinations on a catalog of one kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogContract extends TableSinkContract {
  private final CatalogServers servers = new CatalogServers();
  private final CatalogServers.Kind kind;
  private CatalogServers.Opened opened;

  CatalogContract(CatalogServers.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void openCatalog(@TempDir Path folder) throws IOException {
    opened = servers.open(kind, folder, new LocalFileIO());
  }

  @AfterEach
  void closeCatalog() throws IOException {
    opened.close();
  }

  @AfterAll
  void stopServers() throws IOException {
    servers.close();
  }

  @Override
  protected TableSink sink() {
    return IcebergSink.builder(opened.catalog(), LocalWarehouse.NAMESPACE).build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    return LocalWarehouse.tables(opened.catalog());
  }
}
