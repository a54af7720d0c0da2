/** A program that is a module. */
module consumer.modular {
  requires io.github.customerio4j.extract;
  requires io.github.customerio4j.micrometer;
  requires io.github.customerio4j.sandbox;
  requires duckdb.jdbc;
}
