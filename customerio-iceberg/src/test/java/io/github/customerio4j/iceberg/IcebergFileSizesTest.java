package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sizes of data files go by the size of their table. */
final class IcebergFileSizesTest {
  private static final long MIB = 1L << 20;

  /** So many rows are about 11 MiB in Parquet: more than the file of a small table has. */
  private static final int ROWS = 15_000;

  private static final int ROW_BYTES = 768;

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

  /** Writes rows that do not compress; others for each seed. */
  private void run(LoadType loadType, int seed) throws IOException {
    TableSchema schema =
        TableSchema.builder().from(schema("blobs", "blob")).loadType(loadType).build();
    Random random = new Random(seed);
    byte[] bytes = new byte[ROW_BYTES];
    IcebergSink sink = IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
    try (SinkTransaction run = sink.begin()) {
      try (TableWriter writer = run.open(schema)) {
        for (int i = 0; i < ROWS; i++) {
          random.nextBytes(bytes);
          writer.write(Rows.view(Rows.row(Base64.getEncoder().encodeToString(bytes))));
        }
        writer.complete();
      }
      run.commit("{}");
    }
  }

  private Table table() {
    return LocalWarehouse.table(catalog, "blobs");
  }

  /** Lets the table have another file, of a size that nobody looks at. */
  private void grow(long bytes) {
    table()
        .newAppend()
        .appendFile(
            DataFiles.builder(table().spec())
                .withPath(folder.resolve("large.parquet").toString())
                .withFileSizeInBytes(bytes)
                .withRecordCount(1)
                .build())
        .commit();
  }

  private List<Long> sizes() throws IOException {
    return LocalWarehouse.files(table()).stream()
        .filter(file -> !file.location().endsWith("large.parquet"))
        .map(DataFile::fileSizeInBytes)
        .toList();
  }

  @Test
  void fullLoadOfATableOfUnknownSizeBeginsWithSmallFiles() throws IOException {
    run(LoadType.FULL_LOAD, 1);

    assertThat(sizes()).hasSize(2).allMatch(size -> size < 9 * MIB);
  }

  @ParameterizedTest
  @EnumSource(LoadType.class)
  void rowsOfALargeTableGoToOneFile(LoadType loadType) throws IOException {
    run(LoadType.FULL_LOAD, 1);
    grow(4096 * MIB);
    int before = loadType == LoadType.FULL_LOAD ? 0 : sizes().size();

    run(loadType, 2);

    assertThat(sizes()).hasSize(before + 1);
  }

  @Test
  void fileHasAtMostAThirtySecondPartOfTheTableBefore() throws IOException {
    run(LoadType.FULL_LOAD, 1);
    grow(280 * MIB);

    run(LoadType.FULL_LOAD, 2);

    assertThat(sizes()).hasSize(2).allMatch(size -> size < 10 * MIB);
  }
}
