package io.github.customerio4j.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The last interceptor before the network. Only here is the key added, and only if the request goes
 * to the API's scheme, host and port. So no other host receives the key, even if a redirect or an
 * interceptor changes the URL, and the caller's logging interceptors do not see it.
 */
final class WireInterceptor implements Interceptor {
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
    awaitTurn();
    WireMark mark = request.tag(WireMark.class);
    if (mark != null) {
      mark.reached = true;
    }
    if (isApi(request.url())) {
      request = request.newBuilder().header("Authorization", key.authorization()).build();
    }
    // The response refers to the request without the key.
    Response response = chain.proceed(request).newBuilder().request(asked).build();
    // OkHttp would repeat a 503 with "Retry-After: 0" on its own, without the rate limit.
    if (response.code() == 503 && "0".equals(response.header("Retry-After"))) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }

  private void awaitTurn() throws InterruptedIOException {
    try {
      limit.awaitAtWire();
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

  /** Remembers whether a request may have reached the server. */
  static final class WireMark {
    private volatile boolean reached;

    boolean reached() {
      return reached;
    }
  }
}
