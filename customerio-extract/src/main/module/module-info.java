/**
 * Tables of a workspace of Customer.io. The engine is not exported.
 *
 * <p>The drivers are the program's to add. Parquet's libraries are no modules: see
 * docs/decisions/0012-modules.md.
 */
module io.github.customerio4j.extract {
  requires transitive io.github.customerio4j.client;
  requires transitive java.sql;
  requires transitive org.jspecify;
  requires com.squareup.moshi;
  requires java.management;
  requires jdk.management;
  requires okhttp3;
  requires okio;
  requires org.apache.commons.csv;
  requires org.slf4j;
  requires static com.github.luben.zstd_jni;
  requires static duckdb.jdbc;
  requires static org.postgresql.jdbc;

  exports io.github.customerio4j.extract;
  exports io.github.customerio4j.extract.catalog;
  exports io.github.customerio4j.extract.config;
  exports io.github.customerio4j.extract.fleet;
  exports io.github.customerio4j.extract.report;
  exports io.github.customerio4j.extract.rows;
  exports io.github.customerio4j.extract.sink;
  exports io.github.customerio4j.extract.sink.csv;
  exports io.github.customerio4j.extract.sink.file;
  exports io.github.customerio4j.extract.sink.jsonl;
  exports io.github.customerio4j.extract.sink.object;
  exports io.github.customerio4j.extract.sink.parquet;
  exports io.github.customerio4j.extract.sink.sql;
  exports io.github.customerio4j.extract.state;

  uses io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
}
