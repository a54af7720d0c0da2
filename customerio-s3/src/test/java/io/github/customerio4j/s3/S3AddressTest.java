package io.github.customerio4j.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of buckets. */
class S3AddressTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket, s3://bucket",
    "s3://bucket/, s3://bucket",
    "s3://bucket/a/b/, s3://bucket/a/b",
    "s3://bucket//a, s3://bucket/a",
    "S3://Old_Bucket/a%20b, s3://Old_Bucket/a b",
    "s3://b.c/x?endpoint=https://host:9000&region=auto&path-style=false, s3://b.c/x"
  })
  void addressNamesBucketAndPrefix(String address, String location) {
    try (S3Store store = S3Store.of(URI.create(address))) {
      assertThat(store.location()).isEqualTo(location);
      assertThat(store).hasToString(location);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket",
        "s3:bucket",
        "s3:///prefix",
        "gs://bucket",
        "s3://a",
        "s3://bucket/x#y",
        "s3://bucket?zone=1",
        "s3://bucket?path-style=yes",
        "s3://bucket?endpoint=ftp://host",
        "s3://bucket?endpoint=host"
      })
  void otherAddressesAreRefused(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> S3Store.of(URI.create(address)));
  }

  @Test
  void credentialsInAnAddressAreRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Store.of(URI.create("s3://AKIA:topsecret@bucket/x")))
        .withMessageContaining("AWS_SECRET_ACCESS_KEY")
        .withMessageNotContaining("topsecret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new S3Provider().open("s3://AKIA:a topsecret@bucket/x", Map.of()))
        .withMessageStartingWith("Cannot open bucket s3://...@bucket/x: ")
        .withMessageNotContaining("topsecret")
        .withNoCause();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> S3Store.builder("bucket").endpoint(URI.create("https://me:topsecret@host")))
        .withMessageContaining("AWS_SECRET_ACCESS_KEY")
        .withMessageNotContaining("topsecret");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ObjectStore.open("s3://bucket", Map.of("endpoint", "https://me:a topsecret@host")))
        .withMessageContaining("Not the endpoint of a store. It is no address")
        .withMessageNotContaining("topsecret");
  }

  @ParameterizedTest
  @CsvSource({
    "9000000, 8388608",
    "83886080000, 8388608",
    "83886080001, 9437184",
    "5497558138880, 550502400"
  })
  void partsOfOneSizeAreAtMostTenThousand(long bytes, long part) {
    assertThat(PartUploads.partBytes(bytes)).isEqualTo(part);
  }
}
