package io.github.customerio4j.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Extracts messages into local Parquet files, which Amazon's SDK alone then uploads. */
public final class UploadWork implements Worker.Work {
  /** The value of argument {@code work}. */
  public static final String NAME = "upload";

  private final WorkerArguments arguments;
  private final ExtractWork extraction;

  UploadWork(WorkerArguments arguments, ExtractWork extraction) {
    this.arguments = arguments;
    this.extraction = extraction;
  }

  @Override
  public BenchFigures.Traffic run() throws IOException {
    BenchFigures.Traffic traffic = extraction.run();
    URI bucket = URI.create(arguments.text("bucket"));
    Path tables = Path.of(arguments.text("folder"), "tables");
    try (S3Client client = client(bucket);
        Stream<Path> files = Files.walk(tables)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = bucket.getPath().substring(1) + "/" + tables.relativize(file);
        client.putObject(
            request -> request.bucket(bucket.getHost()).key(key), RequestBody.fromFile(file));
      }
      return traffic;
    }
  }

  /** The SDK's client with the parameters that the library takes from the same address. */
  private static S3Client client(URI bucket) {
    Map<String, String> parameters =
        bucket.getQuery() == null
            ? Map.of()
            : Arrays.stream(bucket.getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
    if (parameters.containsKey("endpoint")) {
      builder.endpointOverride(URI.create(parameters.get("endpoint"))).forcePathStyle(true);
    }
    if (parameters.containsKey("region")) {
      builder.region(Region.of(parameters.get("region")));
    }
    return builder.build();
  }
}
