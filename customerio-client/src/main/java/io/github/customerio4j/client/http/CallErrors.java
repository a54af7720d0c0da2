package io.github.customerio4j.client.http;

import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a call that is not answered as it should be, each with its remedy. A reason is what
 * a retry is announced with.
 */
public final class CallErrors {
  private static final int NO_CONTENT = 204;

  private final String operation;

  /**
   * The errors of a call.
   *
   * @param operation its method and path
   */
  public CallErrors(String operation) {
    this.operation = operation;
  }

  /** The call takes longer than its own timeout. */
  public CallTimeoutException timedOut(Duration timeout, @Nullable Throwable cause) {
    return new CallTimeoutException(
        cannot("it is not done within " + timeout + ", the timeout of this call")
            + ". The time counts the wait for a turn under the rate limit. Set a longer timeout in"
            + " RequestOptions, or send fewer requests at a time.",
        timeout,
        cause);
  }

  /** The reason of {@link #tooLarge}. */
  public String reasonOfTooLarge(long most) {
    return "the answer is larger than " + most + " bytes";
  }

  /** The answer has more than that many bytes. */
  public MalformedResponseException tooLarge(long most, IOException cause) {
    return new MalformedResponseException(
        cannot(reasonOfTooLarge(most))
            + ". Ask for fewer items a page (limit), or raise maxResponseBytes.",
        cause);
  }

  /**
   * The body is JSON of another shape.
   *
   * @param shown the start of the body, as it may be shown
   */
  public MalformedResponseException unexpected(int status, String shown, Exception cause) {
    return new MalformedResponseException(
        cannot("the API answered " + status)
            + " with JSON that does not have the expected shape: "
            + cause.getMessage()
            + ". It begins with: "
            + shown
            + ". Another attempt would bring the same. Check that the base URL leads to the API,"
            + " and report this message if it does.",
        cause);
  }

  /** The reason of {@link #malformed}. */
  public String reasonOfMalformed(int status, Optional<String> shown, Exception cause) {
    return answer(status, shown) + fault(shown, cause);
  }

  /**
   * The body is no JSON, or there is none.
   *
   * @param shown the start of the body, as it may be shown; empty if there is no body
   * @param attempt the number of the attempt, from 1
   */
  public MalformedResponseException malformed(
      int status, Optional<String> shown, Exception cause, int attempt) {
    String remedy =
        status == NO_CONTENT
            ? "There is no such record, or it has no content: check the ids in the path."
            : "Check that the base URL leads to the API; if it does, try again later.";
    return new MalformedResponseException(
        cannot(answer(status, shown)) + attemptsNote(attempt) + fault(shown, cause) + ". " + remedy,
        cause);
  }

  private static String answer(int status, Optional<String> shown) {
    return "the API answered "
        + status
        + ", but "
        + (shown.isEmpty() ? "without a body" : "the body is malformed");
  }

  private static String fault(Optional<String> shown, Exception cause) {
    if (shown.isEmpty()) {
      return "";
    }
    String what =
        cause instanceof EOFException
            ? "it ends in the middle of the JSON"
            : String.valueOf(cause.getMessage());
    return ": " + what + ". It begins with: " + shown.get();
  }

  /** Why the connection failed, for {@link #connectionFailed}. */
  public static String reasonOf(IOException cause) {
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    return "the connection failed: " + (message == null ? name : name + ": " + message);
  }

  /**
   * The connection failed, or no complete answer arrived.
   *
   * @param attempt the number of the attempt, from 1
   */
  public ConnectionException connectionFailed(
      String reason, String host, int attempt, IOException cause) {
    return new ConnectionException(
        cannot(reason)
            + attemptsNote(attempt)
            + ". Check the network, and that "
            + host
            + " is the right host.",
        cause);
  }

  /** A call that must not be repeated may or may not have been carried out. */
  public OutcomeUnknownException outcomeUnknown(String reason, RuntimeException cause) {
    return new OutcomeUnknownException(
        "Cannot tell whether "
            + operation
            + " was carried out: "
            + reason
            + ". Check the list of what it creates before you repeat it.",
        cause);
  }

  private String cannot(String reason) {
    return "Cannot " + operation + ": " + reason;
  }

  private static String attemptsNote(int attempt) {
    return attempt == 1 ? "" : " (" + attempt + " attempts)";
  }
}
