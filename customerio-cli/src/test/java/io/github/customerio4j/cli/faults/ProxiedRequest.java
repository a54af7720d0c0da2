package io.github.customerio4j.cli.faults;

import java.util.Map;

/**
 * A request that the proxy has read.
 *
 * @param method such as GET
 * @param target path and query as they were sent
 * @param headers by lower-case name
 * @param body as text
 * @param faultsInARow how often just this request was spoiled since it last went well
 * @param number how many requests came before this one
 */
record ProxiedRequest(
    String method,
    String target,
    Map<String, String> headers,
    String body,
    int faultsInARow,
    int number) {

  /** What makes two requests the same. */
  String identity() {
    return method + " " + target.replaceAll("(Expires|Signature)=[^&]*", "") + " " + body;
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
