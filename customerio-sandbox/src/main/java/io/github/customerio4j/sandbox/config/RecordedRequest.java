package io.github.customerio4j.sandbox.config;

import java.util.List;
import java.util.Map;

/**
 * A request that the sandbox has answered.
 *
 * @param host the listener that received it
 * @param method for example {@code GET}
 * @param path the decoded path, prefix included
 * @param query decoded parameters, in the order they came
 * @param status the status of the answer
 * @param authorization whether an {@code Authorization} header came along
 * @param origin what decided the response
 */
public record RecordedRequest(
    Listener host,
    String method,
    String path,
    Map<String, List<String>> query,
    int status,
    Authorization authorization,
    Origin origin) {

  /** Which of the sandbox's two hosts. */
  public enum Listener {
    /** The App API. */
    API,
    /** The object store that serves export files. */
    STORE
  }

  /** What decided the response. */
  public enum Origin {
    /** The operation of the API. */
    OPERATION,
    /** The API's rules: the request is wrong, and every workspace refuses it. */
    REFUSAL,
    /** A fault that was planned. */
    FAULT
  }

  /** Presence of the header, right or wrong. */
  public enum Authorization {
    /** The header was there. */
    PRESENT,
    /** It was not. */
    ABSENT
  }

  /** Whether an {@code Authorization} header came along. */
  public boolean hadAuthorization() {
    return authorization == Authorization.PRESENT;
  }

  /** Whether a planned fault decided the response. */
  public boolean isFault() {
    return origin == Origin.FAULT;
  }

  /** Whether the request is wrong: a key, path, parameter or body that the API does not take. */
  public boolean isWrong() {
    return origin == Origin.REFUSAL;
  }
}
