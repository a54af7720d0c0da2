package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database keeps the state of its tables, unless another store is given. */
class OwnStateTest {
  @TempDir Path folder;
  private Scene scene;
  private CustomerIo client;
  private SqlSink sink;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("campaigns", "{\"id\":1}");
    client = scene.api.client();
    sink = SqlSink.duckDb(folder.resolve("crm.duckdb")).build();
  }

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  @Test
  void stateIsInTheDatabase() throws IOException {
    Extractor.builder().client(client).sink(sink).build().run(config());

    assertThat(sink.stateStore().load().tables()).containsKey("campaigns");
  }

  @Test
  void givenStoreIsUsedInstead() throws IOException {
    MemoryStateStore given = new MemoryStateStore();
    Extractor.builder().client(client).sink(sink).stateStore(given).build().run(config());

    assertThat(given.load().tables()).containsKey("campaigns");
  }

  private ExtractionConfig config() {
    return ExtractionConfig.builder()
        .addTables("campaigns")
        .spoolDirectory(folder.resolve("spool"))
        .build();
  }
}
