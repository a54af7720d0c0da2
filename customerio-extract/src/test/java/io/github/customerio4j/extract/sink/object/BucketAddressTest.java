package io.github.customerio4j.extract.sink.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the addresses of buckets, and of endpoints. */
class BucketAddressTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket, s3, bucket, ''",
    "s3://bucket/, s3, bucket, ''",
    "s3://bucket//a/b//, s3, bucket, a/b",
    "S3://Old_Bucket/a%20b, s3, Old_Bucket, a b",
    "GS://İ/x, gs, İ, x",
    "az://account/container/a%2Fb, az, account, container/a/b",
    "s3://bucket/me@home, s3, bucket, me@home",
  })
  void addressNamesSchemeBucketAndPrefix(
      String address, String scheme, String bucket, String prefix) {
    BucketAddress parsed = BucketAddress.of(address);

    assertThat(parsed)
        .isEqualTo(new BucketAddress(scheme, Optional.empty(), bucket, prefix, Map.of()));
    assertThat(parsed).isEqualTo(BucketAddress.of(URI.create(address)));
  }

  @Test
  void containerStandsBeforeTheAccount() {
    BucketAddress parsed = BucketAddress.of("ABFSS://files@crm.dfs.core.windows.net/a/b");

    assertThat(parsed.container()).contains("files");
    assertThat(parsed.bucket()).isEqualTo("crm.dfs.core.windows.net");
    assertThat(parsed).hasToString("abfss://files@crm.dfs.core.windows.net/a/b");
  }

  @Test
  void parametersKeepTheirOrderAndAreDecoded() {
    BucketAddress parsed = BucketAddress.of("s3://b/x?z=https://h:1&empty=&none&a=1+%26%202");

    assertThat(parsed.parameters().keySet()).containsExactly("z", "empty", "none", "a");
    assertThat(parsed.parameters())
        .containsEntry("z", "https://h:1")
        .containsEntry("empty", "")
        .containsEntry("none", "")
        .containsEntry("a", "1+& 2");
  }

  @Test
  void parametersAreNotShown() {
    assertThat(BucketAddress.of("az://account/c?sig=topsecret")).hasToString("az://account/c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bucket | Cannot open bucket bucket: it names no bucket. Write SCHEME://BUCKET/PREFIX, such as s3://lake/crm.",
        "s3:bucket | Cannot open bucket s3:bucket: it names no bucket. Write SCHEME://BUCKET/PREFIX, such as s3://lake/crm.",
        "s3:///prefix | Cannot open bucket s3:///prefix: it names no bucket. Write SCHEME://BUCKET/PREFIX, such as s3://lake/crm.",
        "s3://bucket/a b | Cannot open bucket s3://bucket/a b: Illegal character in path at character 14. Write blanks and the like as %20.",
        "s3://bucket/a#b | Cannot open bucket s3://bucket/a: nothing of it may follow a #. Write %23 for a # in a prefix.",
        "s3://bucket:9000/a | Cannot open bucket s3://...: what stands after // is not the name of a bucket. Write it alone, without a port or a password.",
        "s3://me@bucket/a | Cannot open bucket s3://...@bucket/a: credentials do not belong into an address. Leave out what stands before the @, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        "echo://me@bucket | Cannot open bucket echo://...@bucket: credentials do not belong into an address. Leave out what stands before the @, and give them where the store's own tools look.",
      })
  void otherAddressIsRefusedWithWhatToWrite(String address, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketAddress.of(address))
        .withMessage(message)
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://topsecret@bucket/x",
        "s3://AKIA:topsecret@bucket/x",
        "s3://AKIA:topsecret@topsecret@bucket",
        "s3://AKIA:topsecret/topsecret@bucket",
        "s3://AKIA:topsecret?topsecret@bucket",
        "s3://AKIA:topsecret#topsecret@bucket",
        "s3://AKIA:a topsecret@bucket",
        "s3://AKIA:topsecret\n@bucket",
        "s3://AKIA:topsecret",
        "s3://AKIA:topsecret@",
        "s3://to psecret@bucket",
        "AKIA:topsecret@bucket",
        "abfss://container:topsecret@account/x",
        "abfss://:topsecret@account/x",
        "abfss://a@b:topsecret@account/x",
        "s3:bucket?token=topsecret",
        "s3://bucket/a b?token=topsecret",
      })
  void credentialsAreRefusedAndNotRepeated(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketAddress.of(address))
        .withMessageStartingWith("Cannot open bucket ")
        .withMessageNotContaining("psecret")
        .withNoCause();
  }

  @Test
  void parametersCannotBeChanged() {
    Map<String, String> given = new HashMap<>(Map.of("a", "1"));
    BucketAddress address = new BucketAddress("s3", Optional.empty(), "b", "", given);
    given.put("b", "2");

    assertThat(address.parameters()).containsExactly(Map.entry("a", "1"));
    assertThat(address.parameters()).isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://storage.example.com", "HTTP://host:9000/base"})
  void endpointIsAnAddressOfHttp(String endpoint) {
    assertThat(StoreEndpoint.of(endpoint)).isEqualTo(URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.example.com",
        "ftp://host",
        "http:/",
        "http://",
        "",
        "https://user:topsecret@host",
        "https://user:a topsecret@host",
        "https://host?sig=topsecret"
      })
  void otherEndpointIsRefusedAndNotRepeated(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreEndpoint.of(endpoint))
        .withMessageStartingWith("Not the endpoint of a store. ")
        .withMessageContaining("such as https://storage.example.com")
        .withMessageNotContaining("topsecret")
        .withNoCause();
  }
}
