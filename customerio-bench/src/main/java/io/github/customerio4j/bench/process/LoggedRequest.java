package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that the server answered.
 *
 * @param status the HTTP status of the response
 * @param method the HTTP method, such as {@code GET}
 * @param path the decoded path below the base URL, without a leading slash
 * @param query the decoded query parameters
 */
public record LoggedRequest(int status, String method, String path, Map<String, String> query) {
  private static final String PREFIX = "/v1/";
  private static final String START = "start";

  static LoggedRequest of(RecordedRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    request.query().forEach((name, values) -> query.put(name, values.get(0)));
    return new LoggedRequest(
        request.status(), request.method(), request.path().substring(PREFIX.length()), query);
  }

  static LoggedRequest parse(String line) {
    String[] parts = line.split(" ", -1);
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : parts[3].isEmpty() ? new String[0] : parts[3].split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
    }
    return new LoggedRequest(Integer.parseInt(parts[0]), parts[1], decoded(parts[2]), query);
  }

  String toLine() {
    List<String> pairs = new ArrayList<>();
    query.forEach((name, value) -> pairs.add(name + "=" + encoded(value)));
    return status + " " + method + " " + encoded(path) + " " + String.join("&", pairs);
  }

  /** Whether the status is 200. */
  public boolean isSuccess() {
    return status == 200;
  }

  /** A key of the chain, the same for all its pages. */
  public String chain() {
    Map<String, String> rest = new LinkedHashMap<>(query);
    rest.remove(START);
    return method + " " + path + " " + rest;
  }

  /** A request for the same page. */
  PageRequest pageRequest() {
    PageRequest.Builder request = PageRequest.builder();
    request.addPath(path.split("/", -1)).itemsKey(path);
    query.forEach(
        (name, value) -> {
          if (name.equals(START)) {
            request.startAt(new Cursor(value));
          } else {
            request.putQuery(name, value);
          }
        });
    return request.build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
