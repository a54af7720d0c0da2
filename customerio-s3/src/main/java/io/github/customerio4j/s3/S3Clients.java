package io.github.customerio4j.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the client of a bucket. */
final class S3Clients {
  /** With waits of 0.2 s to 20 s these last more than a minute, which a store takes to grow. */
  private static final int ATTEMPTS = 10;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** What a store answers for the moment, also in a body whose status is another. */
  private static final Set<String> PASSING =
      Set.of(
          "ConditionalRequestConflict",
          "InternalError",
          "OperationAborted",
          "ServiceUnavailable",
          "SlowDown");

  private S3Clients() {}

  static S3Client make(
      @Nullable URI endpoint,
      @Nullable String region,
      @Nullable Boolean pathStyle,
      @Nullable AwsCredentialsProvider credentials,
      Duration backoff,
      PatientHttp.Timeouts timeouts) {
    boolean ofAmazon = endpoint == null && !hasEndpointOfEnvironment();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(PatientHttp.builder(timeouts))
            // Stores that are older than these checksums refuse uploads that have them, and want
            // the MD5 of a list of deletions.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .addPlugin(LegacyMd5Plugin.create())
            .forcePathStyle(pathStyle == null ? !ofAmazon : pathStyle)
            .crossRegionAccessEnabled(ofAmazon)
            .region(region == null ? defaultRegion() : Region.of(region))
            .overrideConfiguration(override -> override.retryStrategy(retries(backoff)));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (credentials != null) {
      builder.credentialsProvider(credentials);
    }
    return builder.build();
  }

  private static boolean hasEndpointOfEnvironment() {
    return System.getenv("AWS_ENDPOINT_URL_S3") != null
        || System.getenv("AWS_ENDPOINT_URL") != null
        || System.getProperty("aws.endpointUrlS3") != null
        || System.getProperty("aws.endpointUrl") != null;
  }

  private static Region defaultRegion() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  private static StandardRetryStrategy retries(Duration backoff) {
    BackoffStrategy waits = BackoffStrategy.exponentialDelay(backoff, LONGEST_WAIT);
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(waits)
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(backoff.multipliedBy(5), LONGEST_WAIT))
        // It would end all uploads because one of them had to wait often.
        .circuitBreakerEnabled(false)
        .retryOnException(S3Clients::passes)
        .build();
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof S3Exception answer && PASSING.contains(S3Errors.code(answer));
  }
}
