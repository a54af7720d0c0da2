/** A strict, local copy of the App API of Customer.io, for tests. */
module io.github.customerio4j.sandbox {
  requires transitive org.jspecify;
  // Whoever uses the extension has it anyway.
  requires static org.junit.jupiter.api;

  exports io.github.customerio4j.sandbox;
  exports io.github.customerio4j.sandbox.config;
  exports io.github.customerio4j.sandbox.junit;

  opens io.github.customerio4j.sandbox.junit;
}
