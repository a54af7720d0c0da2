package io.github.customerio4j.client;

import java.util.Objects;

/**
 * One attempt at one request.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param path the path with its prefix, without the query; percent-encoded
 * @param attempt the number of the attempt, counted from 1
 */
public record Transfer(String method, String path, int attempt) {
  /** Checks that nothing is null. */
  public Transfer {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
  }
}
