/** Tables in buckets of Amazon S3 and of stores that speak its protocol. */
@SuppressWarnings("module")
module io.github.customerio4j.s3 {
  requires transitive io.github.customerio4j.extract;
  requires transitive software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.urlconnection;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.services.s3;

  exports io.github.customerio4j.s3;

  provides io.github.customerio4j.extract.sink.object.ObjectStoreProvider with
      io.github.customerio4j.s3.S3Provider;
}
