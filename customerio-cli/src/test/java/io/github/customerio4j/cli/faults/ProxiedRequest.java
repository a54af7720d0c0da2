package io.github.customerio4j.cli.faults;

import java.util.Map;

/**
 * A request that the proxy has read.
 *
 * @param method such as GET
 * @param target path and query as they were sent
 * @param headers by lower-case name
 * @param body as text
 * @param faultsInARow how many faults this request met since its last success
 * @param number the number of requests before this one
 */
record ProxiedRequest(
    String method,
    String target,
    Map<String, String> headers,
    String body,
    int faultsInARow,
    int number) {

  /** The same text for equal requests. */
  String identity() {
    return method + " " + target.replaceAll("(Expires|Signature)=[^&]*", "") + " " + body;
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
