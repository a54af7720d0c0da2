/** Metrics of extractions and requests for Micrometer. */
module io.github.customerio4j.micrometer {
  requires transitive io.github.customerio4j.extract;
  requires transitive micrometer.core;

  exports io.github.customerio4j.micrometer;
}
