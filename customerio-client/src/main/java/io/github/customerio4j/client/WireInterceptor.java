package io.github.customerio4j.client;

import io.github.customerio4j.client.http.RequestWindow.Permit;
import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The last interceptor before the network. Only here is the key added, and only if the request goes
 * to the API's scheme, host and port. So no other host receives the key, even if a redirect or an
 * interceptor changes the URL, and the caller's logging interceptors do not see it.
 */
final class WireInterceptor implements Interceptor {
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpUrl base;
  private final AppApiKey key;
  private final RateLimit limit;

  WireInterceptor(HttpUrl base, AppApiKey key, RateLimit limit) {
    this.base = base;
    this.key = key;
    this.limit = limit;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request asked = chain.request();
    Request request = asked;
    WireMark mark = request.tag(WireMark.class);
    Permit permit = awaitTurn(mark == null ? null : mark.unused());
    if (mark != null) {
      mark.permit = permit;
      mark.reached = true;
    }
    if (isApi(request.url())) {
      request = request.newBuilder().header("Authorization", key.authorization()).build();
    }
    // The response refers to the request without the key.
    Response response = proceed(chain, request, permit).newBuilder().request(asked).build();
    // OkHttp would repeat a 503 with "Retry-After: 0" on its own, without the rate limit.
    if (response.code() == 503 && "0".equals(response.header("Retry-After"))) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }

  private Response proceed(Chain chain, Request request, @Nullable Permit permit)
      throws IOException {
    boolean answered = false;
    try {
      Response response = chain.proceed(request);
      answered = true;
      limit.answered(permit, response.code() != TOO_MANY_REQUESTS);
      return response;
    } finally {
      if (!answered) {
        limit.failed(permit);
      }
    }
  }

  private @Nullable Permit awaitTurn(@Nullable Permit unused) throws InterruptedIOException {
    try {
      return limit.send(unused);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted before the request was sent").initCause(e);
    }
  }

  private boolean isApi(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }

  /**
   * Carries the permit of a request's turn, and remembers whether it may have reached the server.
   */
  static final class WireMark {
    private volatile @Nullable Permit permit;
    private volatile boolean reached;

    void grant(@Nullable Permit granted) {
      permit = granted;
    }

    boolean reached() {
      return reached;
    }

    /** The permit with which the request was sent, or is to be sent. */
    @Nullable Permit permit() {
      return permit;
    }

    private @Nullable Permit unused() {
      return reached ? null : permit;
    }
  }
}
