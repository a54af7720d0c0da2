package io.github.customerio4j.sandbox.http;

import java.util.List;

/**
 * A request on its way to a handler.
 *
 * @param path the path without its prefix, for messages and cursors
 * @param arguments decoded segments that stand for the variables of the route
 * @param query the parameters
 * @param body the body's text, empty when there is none
 */
record ApiRequest(String path, List<String> arguments, QueryParameters query, String body) {

  String argument(int index) {
    return arguments.get(index);
  }

  /** What a cursor of this call is good for. */
  String identity() {
    return path + query.identity() + body;
  }
}
