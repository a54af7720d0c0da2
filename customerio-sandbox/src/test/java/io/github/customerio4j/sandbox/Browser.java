package io.github.customerio4j.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a sandbox as any HTTP client would. */
final class Browser {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Sandbox sandbox;

  Browser(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  HttpResponse<String> get(String pathAndQuery) {
    return send(request(pathAndQuery).GET().build());
  }

  HttpResponse<String> post(String pathAndQuery, String body) {
    return send(request(pathAndQuery).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + pathAndQuery))
        .header("Authorization", "Bearer " + sandbox.appApiKey());
  }

  HttpResponse<String> send(HttpRequest request) {
    return sendFor(request, HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> sendFor(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body of a successful answer. */
  JsonObject json(String pathAndQuery) {
    HttpResponse<String> response = get(pathAndQuery);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    return JsonParser.object(response.body());
  }

  static List<JsonObject> items(JsonObject page, String key) {
    if (!(page.get(key) instanceof List<?> list)) {
      throw new IllegalStateException("no list " + key);
    }
    return list.stream().map(JsonObject.class::cast).toList();
  }

  static JsonObject child(JsonObject parent, String key) {
    if (parent.get(key) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalStateException("no object " + key);
  }

  static String cursor(JsonObject page) {
    return page.get("next") instanceof String next ? next : "";
  }

  /** All pages of a list. */
  List<JsonObject> pages(String pathAndQuery) {
    List<JsonObject> pages = new ArrayList<>();
    String joint = pathAndQuery.contains("?") ? "&" : "?";
    String cursor = "";
    do {
      JsonObject page =
          json(cursor.isEmpty() ? pathAndQuery : pathAndQuery + joint + "start=" + encoded(cursor));
      pages.add(page);
      cursor = cursor(page);
    } while (!cursor.isEmpty());
    return pages;
  }

  /** Items by id, so that those repeated at a border count once. */
  Map<String, JsonObject> all(String pathAndQuery, String key) {
    Map<String, JsonObject> found = new LinkedHashMap<>();
    for (JsonObject page : pages(pathAndQuery)) {
      items(page, key).forEach(item -> found.put(String.valueOf(item.get("id")), item));
    }
    return found;
  }
}
