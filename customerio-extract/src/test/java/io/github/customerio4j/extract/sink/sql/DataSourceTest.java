package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink of DuckDB by a pool. */
class DataSourceTest extends TableSinkContract {
  @TempDir Path folder;
  private HikariDataSource pool;

  @BeforeEach
  void open() {
    pool = pool("jdbc:duckdb:" + folder.resolve("crm.duckdb"));
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(2000);
    return new HikariDataSource(config);
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    try (Connection one = pool.getConnection()) {
      assertThat(one.getAutoCommit()).isTrue();
    }
    pool.close();
  }

  @Override
  protected TableSink sink() {
    return SqlSink.builder(pool).withoutRunLog().build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    return new Database(pool::getConnection).tables("main");
  }

  @Test
  void databaseIsKnownByItsFile() {
    assertThat(SqlSink.builder(pool).build().location())
        .isEqualTo(SqlSink.duckDb(folder.resolve("crm.duckdb")).build().location());
  }

  @Test
  void stateIsKeptInTheSameDatabase() throws IOException {
    SqlSink sink = SqlSink.builder(pool).build();
    try (SinkTransaction run = sink.begin()) {
      Rows.write(run, Rows.schema("t", "id"), List.of(Rows.row("1")));
      run.commit(ExtractionState.empty().toJson());
    }
    assertThat(sink.stateStore().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void databaseInMemoryIsRefused() {
    try (HikariDataSource memory = pool("jdbc:duckdb:")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SqlSink.builder(memory))
          .withMessageContaining("a data source whose address names a file");
    }
  }

  @Test
  void otherDatabaseIsRefusedByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqlSink.builder(of("MySQL")))
        .withMessage(
            "Cannot write into MySQL. Give a data source of PostgreSQL or DuckDB, or implement"
                + " TableSink.");
  }

  /** A data source of another database, as far as it is asked. */
  private static DataSource of(String product) {
    return proxy(DataSource.class, proxy(Connection.class, proxy(DatabaseMetaData.class, product)));
  }

  private static <T> T proxy(Class<T> type, Object result) {
    return type.cast(
        Proxy.newProxyInstance(
            DataSourceTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Class<?> returned = method.getReturnType();
              if (returned == boolean.class) {
                return false;
              }
              return returned.isInstance(result) ? result : null;
            }));
  }
}
