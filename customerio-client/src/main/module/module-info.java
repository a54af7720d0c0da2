/**
 * A typed client for the App API of Customer.io. {@code client.http} and {@code client.json} are
 * its own.
 */
module io.github.customerio4j.client {
  requires transitive okhttp3;
  requires transitive org.jspecify;
  requires com.squareup.moshi;
  requires dev.failsafe.core;
  requires io.github.bucket4j.core;
  requires okio;
  requires retrofit2;

  exports io.github.customerio4j.client;
  exports io.github.customerio4j.client.api;
  exports io.github.customerio4j.client.error;
  exports io.github.customerio4j.client.filter;
  exports io.github.customerio4j.client.model.constant;
  exports io.github.customerio4j.client.model.people;
  exports io.github.customerio4j.client.model.query;
  exports io.github.customerio4j.client.model.sending;
  exports io.github.customerio4j.client.model.workspace;
  exports io.github.customerio4j.client.paging;
}
