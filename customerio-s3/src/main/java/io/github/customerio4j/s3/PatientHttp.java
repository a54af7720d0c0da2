package io.github.customerio4j.s3;

import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Connections that wait longer for answers to requests for which a store copies bytes: the end of
 * an upload and copies. Some stores say nothing until they are done. To give up and repeat such a
 * request makes the store do the work twice.
 */
final class PatientHttp implements SdkHttpClient {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final SdkHttpClient usual;
  private final SdkHttpClient patient;

  private PatientHttp(SdkHttpClient usual, SdkHttpClient patient) {
    this.usual = usual;
    this.patient = patient;
  }

  /** What the SDK's client makes, owns and closes. */
  static SdkHttpClient.Builder<?> builder(Timeouts timeouts) {
    return new Builder(timeouts);
  }

  /**
   * How long a store may say nothing.
   *
   * @param usual for most requests
   * @param copying for requests for which the store copies bytes
   */
  record Timeouts(Duration usual, Duration copying) {
    static final Timeouts STANDARD = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  private record Builder(Timeouts timeouts) implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new PatientHttp(
          client(timeouts.usual(), defaults), client(timeouts.copying(), defaults));
    }

    private static SdkHttpClient client(Duration timeout, AttributeMap defaults) {
      // Others on the class path would be a choice that the SDK refuses to make.
      return UrlConnectionHttpClient.builder()
          .connectionTimeout(TO_CONNECT)
          .socketTimeout(timeout)
          .buildWithDefaults(defaults);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return (copies(request.httpRequest()) ? patient : usual).prepareRequest(request);
  }

  private static boolean copies(SdkHttpRequest request) {
    boolean endsUpload =
        request.method() == SdkHttpMethod.POST
            && request.firstMatchingRawQueryParameter("uploadId").isPresent();
    return endsUpload || request.firstMatchingHeader("x-amz-copy-source").isPresent();
  }

  @Override
  public String clientName() {
    return usual.clientName();
  }

  @Override
  public void close() {
    usual.close();
    patient.close();
  }
}
