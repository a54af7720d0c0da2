package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same by a pool of four connections, which come back as they were. */
class PooledPostgresSinkTest extends PostgresSinkTest {
  private static final int CONNECTIONS = 4;

  private HikariDataSource pool;

  @BeforeAll
  void openPool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(2000);
    config.setConnectionInitSql("SET search_path TO pg_catalog; SET idle_session_timeout = '7min'");
    pool = new HikariDataSource(config);
  }

  @AfterAll
  void closePool() {
    pool.close();
  }

  @AfterEach
  void connectionsAreBackAsTheyWere() throws SQLException {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(pool.getConnection());
      }
      for (Connection one : all) {
        assertThat(one.getAutoCommit()).isTrue();
        assertThat(value(one, "SHOW search_path")).isEqualTo("pg_catalog");
        assertThat(value(one, "SHOW idle_session_timeout")).isEqualTo("7min");
        assertThat(value(one, "SHOW lock_timeout")).isEqualTo("0");
        assertThat(value(one, "SELECT current_user = session_user")).isEqualTo("t");
        assertThat(
                value(
                    one, "SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()"))
            .isEqualTo("0");
        assertThat(
                value(
                    one,
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid ="
                        + " pg_backend_pid()"))
            .isEqualTo("0");
      }
    } finally {
      for (Connection one : all) {
        one.close();
      }
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }

  @Test
  void placeIsThatOfTheAddress() {
    assertThat(builder().build().location())
        .isEqualTo(SqlSink.postgresql(url()).schema(schemaName()).build().location());
  }

  @Test
  void runByAddressAndRunByPoolKeepEachOtherAway() throws IOException {
    try (SinkTransaction run = builder().build().begin()) {
      assertThat(run.unsavedState()).isEmpty();
      assertThatThrownBy(() -> SqlSink.postgresql(url()).schema(schemaName()).build().begin())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another run writes the same tables");
    }
    SqlSink.postgresql(url()).schema(schemaName()).build().begin().close();
  }

  @Test
  void runThatFailsHalfWayGivesItsConnectionsBack() throws IOException {
    SqlSink sink = sink();
    try (SinkTransaction run = sink.begin();
        TableWriter writer = run.open(Rows.schema("t", "id"))) {
      writer.write(Rows.view(Rows.row("1")));
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void smallPoolIsNamedWithWhatARunNeeds() throws SQLException {
    List<Connection> others = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        others.add(pool.getConnection());
      }
      assertThatThrownBy(() -> SqlSink.builder(pool))
          .hasMessageContaining("Cannot connect to the database")
          .hasMessageContaining("a run needs up to four connections at a time");
    } finally {
      for (Connection one : others) {
        one.close();
      }
    }
  }

  @Override
  protected SqlSink sink() {
    return builder().build();
  }

  @Override
  SqlSink.Builder builder() {
    return SqlSink.builder(pool).schema(schemaName());
  }

  @Override
  SqlSink textual() {
    return builder().typing(Typing.TEXT).build();
  }
}
