package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a path. A segment {@code *} of a pattern matches any one segment. */
public final class Router {
  /** Answers one operation. */
  @FunctionalInterface
  interface Handler {
    ApiResponse handle(ApiRequest call);
  }

  /** A path's way to its handler, with the parameters the operation has. */
  private record Route(
      String method, List<String> pattern, Set<String> parameters, Handler handler) {

    @Nullable List<String> match(List<String> segments) {
      if (segments.size() != pattern.size()) {
        return null;
      }
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < pattern.size(); i++) {
        if (pattern.get(i).equals("*")) {
          arguments.add(segments.get(i));
        } else if (!pattern.get(i).equals(segments.get(i))) {
          return null;
        }
      }
      return arguments;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  Router get(String pattern, Set<String> parameters, Handler handler) {
    return add("GET", pattern, parameters, handler);
  }

  Router post(String pattern, Set<String> parameters, Handler handler) {
    return add("POST", pattern, parameters, handler);
  }

  private Router add(String method, String pattern, Set<String> parameters, Handler handler) {
    routes.add(new Route(method, List.of(pattern.split("/", -1)), parameters, handler));
    return this;
  }

  /**
   * Runs the operation.
   *
   * @param rawPath the path behind the prefix, still percent-encoded
   * @throws RefusedException 404 for an unknown path, 405 for another method, and what the
   *     operation itself refuses
   */
  ApiResponse answer(String method, String rawPath, QueryParameters query, String body) {
    List<String> segments = Stream.of(rawPath.split("/", -1)).map(Router::decoded).toList();
    boolean known = false;
    for (Route route : routes) {
      List<String> arguments = route.match(segments);
      if (arguments != null && route.method().equals(method)) {
        query.allowOnly(route.parameters());
        return route.handler().handle(new ApiRequest(rawPath, arguments, query, body));
      }
      known |= arguments != null;
    }
    throw known ? RefusedException.methodNotAllowed() : RefusedException.unknownPath();
  }

  static String decoded(String segment) {
    try {
      // In a path a plus sign is itself.
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest("malformed percent-encoding in the path");
    }
  }
}
