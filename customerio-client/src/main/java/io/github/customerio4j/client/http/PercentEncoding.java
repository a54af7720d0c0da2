package io.github.customerio4j.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import okhttp3.HttpUrl;

/**
 * Encodes URLs so that every value arrives unchanged: everything except letters, digits and {@code
 * -._~} is percent-encoded, also in paths, where OkHttp does not encode {@code + @ & =}.
 */
public final class PercentEncoding {
  private PercentEncoding() {}

  /**
   * The same URL, strictly encoded.
   *
   * @throws IllegalArgumentException if a segment of the path is empty, as with an empty id, which
   *     would name another resource
   */
  public static HttpUrl strict(HttpUrl url) {
    HttpUrl.Builder strict = url.newBuilder().encodedPath("/").query(null);
    for (String segment : url.pathSegments()) {
      if (segment.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot request "
                + url.encodedPath()
                + ": a part of the path is empty. Give an id that is not empty.");
      }
      strict.addEncodedPathSegment(encode(segment));
    }
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      strict.addEncodedQueryParameter(
          encode(url.queryParameterName(i)), value == null ? null : encode(value));
    }
    return strict.build();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
