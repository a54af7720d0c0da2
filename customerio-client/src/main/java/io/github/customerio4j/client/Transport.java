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
 * Frozen when the client is built.
 *
 * @param http carries requests to the API, the key included
 * @param base the base URL with its prefix, ending in a slash
 * @param key the key, needed here to mask it where it is echoed
 * @param options how patient to be
 */
record Transport(OkHttpClient http, HttpUrl base, AppApiKey key, Options options) {
  private static final MediaType JSON = MediaType.get("application/json");

  /**
   * @param limit shared, perhaps with other clients
   * @param retry when to try again
   * @param clock reads dates in {@code Retry-After}
   * @param largestBody the bound on a response body, in bytes
   * @param outageProbe what all requests know of the API's being down
   */
  record Options(
      RateLimit limit, RetryOptions retry, Clock clock, long largestBody, OutageProbe outageProbe) {}

  /** Makes something of a body that has arrived whole. */
  @FunctionalInterface
  interface BodyReader<T> {
    T read(Buffer body) throws IOException;
  }

  /** Sends a request, again if need be, and reads the answer. */
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
        new Request.Builder().url(startingAt(url.build(), page.cursorParameter(), cursor));
    request.tag(PageRequest.Priority.class, page.priority());
    page.jsonBody().ifPresent(body -> request.post(RequestBody.create(body, JSON)));
    return request.build();
  }

  /** The same address with that parameter replaced by the cursor, if there is one. */
  static HttpUrl startingAt(HttpUrl url, String parameter, Optional<Cursor> cursor) {
    return cursor
        .map(start -> url.newBuilder().setQueryParameter(parameter, start.value()).build())
        .orElse(url);
  }
}
