package io.github.customerio4j.client;

import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.http.OutageProbe;
import io.github.customerio4j.client.http.PercentEncoding;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * What all requests of a client share: connections, rate limit, retry options, clock and key.
 * Immutable after the client is built.
 *
 * @param http sends requests to the API, with the key
 * @param base the base URL with its prefix, ending with a slash
 * @param key the key, needed here to mask echoes of it
 * @param options limits, retries and clock
 */
record Transport(OkHttpClient http, HttpUrl base, AppApiKey key, Options options) {
  private static final MediaType JSON = MediaType.get("application/json");

  /**
   * @param limit the rate limit, perhaps shared with other clients
   * @param retry when to retry
   * @param clock reads dates in {@code Retry-After}
   * @param largestBody the bound on a response body, in bytes
   * @param outageProbe detects that the API is down, for all requests
   */
  record Options(
      RateLimit limit,
      RetryOptions retry,
      Clock clock,
      long largestBody,
      OutageProbe outageProbe) {}

  /** Decodes a complete body. */
  @FunctionalInterface
  interface BodyReader<T> {
    T read(Buffer body) throws IOException;

    /** Decodes a 204, which has no body: as an empty object, unless overridden. */
    default T readNoContent() throws IOException {
      return read(new Buffer().writeUtf8("{}"));
    }
  }

  /** Sends a request, retries it if needed, and decodes the answer. */
  <T> T send(Request request, Idempotence idempotence, CallScope scope, BodyReader<T> reader) {
    Request strict = request.newBuilder().url(PercentEncoding.strict(request.url())).build();
    return new RetryingCall<>(this, strict, idempotence, scope, reader).run();
  }

  /** The request for one page of a list. */
  Request request(PageRequest page, Optional<Cursor> cursor) {
    HttpUrl.Builder url = base.newBuilder();
    page.path().forEach(url::addPathSegment);
    page.query()
        .forEach(parameter -> url.addQueryParameter(parameter.getKey(), parameter.getValue()));
    Request.Builder request =
        new Request.Builder().url(startingAt(url.build(), page.style().parameter(), cursor));
    request.tag(PageRequest.Priority.class, page.priority());
    cursor.ifPresent(start -> request.tag(Cursor.class, start));
    page.jsonBody().ifPresent(body -> request.post(RequestBody.create(body, JSON)));
    return request.build();
  }

  /** The same URL with the parameter set to the cursor, if there is one. */
  static HttpUrl startingAt(HttpUrl url, String parameter, Optional<Cursor> cursor) {
    return cursor
        .map(start -> url.newBuilder().setQueryParameter(parameter, start.value()).build())
        .orElse(url);
  }
}
