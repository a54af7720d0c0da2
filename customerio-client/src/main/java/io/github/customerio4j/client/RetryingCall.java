package io.github.customerio4j.client;

import com.squareup.moshi.JsonDataException;
import dev.failsafe.ExecutionContext;
import io.github.customerio4j.client.WireInterceptor.WireMark;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.ApiFailure;
import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.http.AttemptFailedException;
import io.github.customerio4j.client.http.AttemptFailedException.Remedy;
import io.github.customerio4j.client.http.CallErrors;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.HopelessConnection;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.http.OutageProbe;
import io.github.customerio4j.client.http.RetryAfter;
import io.github.customerio4j.client.http.WholeBody;
import io.github.customerio4j.client.json.MaskedJson;
import io.github.customerio4j.client.json.StrictJson;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One request with all its attempts. An attempt sends the request, reads the whole body and decodes
 * it, so a cut or malformed body is fetched again and never decoded in part.
 */
final class RetryingCall<T> {
  /**
   * From this attempt on, only the deadline limits a read, because a correct answer may be slow.
   */
  private static final int FIRST_ATTEMPT_WITHOUT_READ_TIMEOUT = 5;

  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int NO_CONTENT = 204;

  private final Transport transport;
  private final Request request;
  private final Idempotence idempotence;
  private final CallScope scope;
  private final Transport.BodyReader<T> reader;
  private final Deadline deadline;
  private final String operation;
  private final CallErrors errors;
  private final OutageProbe outageProbe;
  private @Nullable RuntimeException lastError;

  RetryingCall(
      Transport transport,
      Request request,
      Idempotence idempotence,
      CallScope scope,
      Transport.BodyReader<T> reader) {
    this.transport = transport;
    this.request = request;
    this.idempotence = idempotence;
    this.scope = scope;
    this.reader = reader;
    this.deadline = new Deadline(transport.options().retry().deadline(), scope.options().timeout());
    this.outageProbe = transport.options().outageProbe();
    this.operation = request.method() + " " + request.url().encodedPath();
    this.errors = new CallErrors(operation);
  }

  T run() {
    try {
      return runAttempts();
    } finally {
      outageProbe.finished(this);
    }
  }

  private T runAttempts() {
    return new RetryLoop(
            transport.options().retry(),
            deadline,
            scope,
            operation,
            (attempt, delay, reason) ->
                scope.listener().retryScheduled(transfer(attempt), delay, reason))
        .run(this::attempt);
  }

  private T attempt(ExecutionContext<T> context, int number) {
    WireMark mark = new WireMark();
    try {
      awaitTurn(number, mark);
      return attempt(context, number, mark);
    } finally {
      limit().giveBack(mark.permit());
    }
  }

  private T attempt(ExecutionContext<T> context, int number, WireMark mark) {
    Request.Builder marked = request.newBuilder().tag(WireMark.class, mark);
    scope.options().headers().forEach(marked::header);
    if (number >= FIRST_ATTEMPT_WITHOUT_READ_TIMEOUT) {
      marked.tag(Deadline.class, deadline);
    }
    Call call = transport.http().newCall(marked.build());
    call.timeout().timeout(Math.max(1, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
    context.onCancel(call::cancel);
    scope.requireOpen(operation); // The scope may have been closed before the line above.
    scope.listener().requestStarted(transfer(number));
    long start = System.nanoTime();
    try (Response response = call.execute()) {
      Duration longestPause =
          number >= FIRST_ATTEMPT_WITHOUT_READ_TIMEOUT
              ? Duration.ZERO
              : Duration.ofMillis(transport.http().readTimeoutMillis());
      Buffer body =
          WholeBody.read(response.body().source(), transport.options().largestBody(), longestPause);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      scope.listener().responseReceived(transfer(number), response.code(), body.size(), elapsed);
      reportQuota(response, number);
      reportDate(response, elapsed, number);
      if (!response.isSuccessful()) {
        recordRefusal(response);
        throw refused(response, body, number, mark);
      }
      if (response.code() != NO_CONTENT && body.size() == 0) {
        // Only a 204 means an empty list; a proxy's empty 200 must not empty a table.
        throw malformed(response.code(), ByteString.EMPTY, new EOFException(), number);
      }
      T value = decode(response, body, number);
      outageProbe.answered();
      return value;
    } catch (WholeBody.TooLargeException e) {
      throw tooLarge(e);
    } catch (IOException e) {
      throw connectionFailed(e, mark, number);
    }
  }

  private AttemptFailedException tooLarge(WholeBody.TooLargeException e) {
    long most = transport.options().largestBody();
    return failed(errors.tooLarge(most, e), errors.reasonOfTooLarge(most), Remedy.GIVE_UP);
  }

  private void awaitTurn(int number, WireMark mark) {
    try {
      takeTurn(number, mark);
      while (!outageProbe.passes(this) && !deadline.hasPassed()) {
        // The request that probes may need the permit.
        limit().giveBack(mark.permit());
        outageProbe.await(this, deadline.remaining());
        takeTurn(number, mark);
      }
    } catch (InterruptedException e) {
      throw scope.interrupted(operation, e);
    }
  }

  private void takeTurn(int number, WireMark mark) throws InterruptedException {
    RateLimit.Turn turn = limit().await(priority(), deadline);
    if (turn instanceof RateLimit.Turn.Paused paused) {
      throw ApiException.of(
          failure(429)
              .detail("all requests are paused because an earlier answer asked to wait")
              .retryAfter(paused.pause())
              .attempts(number - 1)
              .build());
    }
    deadline.start();
    if (turn instanceof RateLimit.Turn.Now now) {
      mark.grant(now.permit());
    }
    if (turn instanceof RateLimit.Turn.TooLate || deadline.isCallOver()) {
      throw timedOut(lastError);
    }
    if (deadline.hasPassed() && lastError != null) {
      throw lastError;
    }
  }

  private RateLimit limit() {
    return transport.options().limit();
  }

  private Priority priority() {
    return scope
        .options()
        .priority()
        .orElseGet(() -> Objects.requireNonNullElse(request.tag(Priority.class), Priority.NORMAL));
  }

  private CallTimeoutException timedOut(@Nullable Throwable cause) {
    return errors.timedOut(scope.options().timeout().orElseThrow(), cause);
  }

  /** An error that is not transient shows that the API is up. */
  private void recordRefusal(Response response) {
    if (isTransient(response)) {
      outageProbe.failed();
    } else {
      outageProbe.answered();
    }
  }

  /** A response of a gateway's cache has the time at which it was stored. */
  private void reportDate(Response response, Duration elapsed, int number) {
    Instant date = response.headers().getInstant("Date");
    if (date != null && response.isSuccessful() && response.header("Age") == null) {
      scope.listener().dateReported(transfer(number), date, elapsed);
    }
  }

  private void reportQuota(Response response, int number) {
    String remaining = response.header(REMAINING);
    if (remaining != null && WHOLE_NUMBER.matcher(remaining.strip()).matches()) {
      scope.listener().quotaReported(transfer(number), Long.parseLong(remaining.strip()));
    }
  }

  /** A 429 with an exhausted quota lasts for the day. */
  private static boolean isTransient(Response response) {
    int status = response.code();
    boolean isQuotaExhausted =
        response.header("Retry-After") == null && "0".equals(response.header(REMAINING));
    return status == 408 || status >= 500 || (status == 429 && !isQuotaExhausted);
  }

  private T decode(Response response, Buffer body, int number) {
    Buffer copy = body.clone(); // Shares the bytes.
    try {
      T value = response.code() == NO_CONTENT ? reader.readNoContent() : reader.read(body);
      WholeBody.requireExhausted(body);
      return value;
    } catch (UnexpectedBodyException | JsonDataException e) {
      ByteString start = start(copy);
      throw StrictJson.isWhole(copy)
          ? unexpected(response.code(), start, e)
          : malformed(response.code(), start, e, number);
    } catch (IOException e) {
      ByteString start = start(copy);
      throw isRationed(response) && StrictJson.isWhole(copy)
          ? unexpected(response.code(), start, e)
          : malformed(response.code(), start, e, number);
    }
  }

  /** Whether the API answers only some requests a day, so that none may be wasted. */
  private boolean isRationed(Response response) {
    return response.header(REMAINING) != null || operation.endsWith("/archived_message");
  }

  private static ByteString start(Buffer body) {
    return body.snapshot((int) Math.min(body.size(), 512));
  }

  private String shown(ByteString start) {
    return transport.key().redact(ErrorBody.excerpt(MaskedJson.of(start.utf8())));
  }

  /** The body is JSON of another shape: it would come again. */
  private AttemptFailedException unexpected(int status, ByteString start, Exception cause) {
    MalformedResponseException error = errors.unexpected(status, shown(start), cause);
    outageProbe.answered();
    return idempotence == Idempotence.IDEMPOTENT
        ? failed(error, "the answer does not have the expected shape", Remedy.GIVE_UP)
        : outcomeUnknown("its answer cannot be read", error);
  }

  private AttemptFailedException malformed(
      int status, ByteString start, Exception cause, int number) {
    Optional<String> shown = Optional.of(start).filter(bytes -> bytes.size() > 0).map(this::shown);
    MalformedResponseException error = errors.malformed(status, shown, cause, number);
    if (idempotence == Idempotence.NOT_IDEMPOTENT) {
      outageProbe.failed();
      return outcomeUnknown("its answer cannot be read", error);
    }
    String reason = errors.reasonOfMalformed(status, shown, cause);
    if (status == NO_CONTENT) {
      // The API has answered; asking again brings no content either.
      outageProbe.answered();
      return failed(error, reason, Remedy.GIVE_UP);
    }
    outageProbe.failed();
    return failed(error, reason, Remedy.TRY_AGAIN);
  }

  private AttemptFailedException refused(
      Response response, Buffer body, int number, WireMark mark) {
    int status = response.code();
    ErrorBody errorBody = ErrorBody.read(body, transport.key());
    Optional<Duration> retryAfter =
        RetryAfter.read(response.headers(), transport.options().clock());
    ApiFailure failure =
        failure(status)
            .detail(errorBody.detail())
            .reference(errorBody.reference())
            .retryAfter(retryAfter)
            .attempts(number)
            .build();
    ApiException error =
        new RegionRedirect(transport.base())
            .read(response, failure)
            .<ApiException>map(wrongRegion -> wrongRegion)
            .orElseGet(() -> ApiException.of(failure));
    String reason =
        "the API answered "
            + status
            + (failure.detail().isEmpty() ? "" : " (" + failure.detail() + ")");
    if (!isTransient(response)) {
      return failed(error, reason, Remedy.GIVE_UP);
    }
    retryAfter
        .filter(wait -> !wait.isZero())
        .ifPresent(
            wait -> {
              if (status == 429) {
                limit().refused(mark.permit(), wait);
              } else {
                limit().pause(wait);
              }
            });
    if (status != 429 && idempotence == Idempotence.NOT_IDEMPOTENT) {
      return outcomeUnknown("the API answered " + status, error);
    }
    return new AttemptFailedException(
        remember(error), operation + ": " + reason, Remedy.TRY_AGAIN, retryAfter);
  }

  private AttemptFailedException connectionFailed(IOException e, WireMark mark, int number) {
    if (scope.isClosed() || Thread.currentThread().isInterrupted()) {
      throw scope.interrupted(operation, e);
    }
    if (!deadline.isCallOver()) {
      outageProbe.failed(); // A short timeout is no sign of an outage.
    }
    Optional<ConnectionException> hopeless = HopelessConnection.explain(operation, request, e);
    if (hopeless.isPresent()) {
      return failed(hopeless.get(), "the connection failed", Remedy.GIVE_UP);
    }
    String reason =
        deadline.hasPassed()
            ? "no complete answer arrived within " + deadline.length()
            : CallErrors.reasonOf(e);
    ConnectionException error = errors.connectionFailed(reason, request.url().host(), number, e);
    if (idempotence == Idempotence.NOT_IDEMPOTENT && mark.reached()) {
      return outcomeUnknown(reason, error);
    }
    return deadline.isCallOver()
        ? failed(timedOut(error), reason, Remedy.GIVE_UP)
        : failed(error, reason, Remedy.TRY_AGAIN);
  }

  private AttemptFailedException outcomeUnknown(String reason, RuntimeException cause) {
    return failed(errors.outcomeUnknown(reason, cause), reason, Remedy.GIVE_UP);
  }

  private AttemptFailedException failed(RuntimeException error, String reason, Remedy remedy) {
    return new AttemptFailedException(remember(error), operation + ": " + reason, remedy);
  }

  private RuntimeException remember(RuntimeException error) {
    lastError = error;
    return error;
  }

  private ApiFailure.Builder failure(int status) {
    return ApiFailure.builder()
        .method(request.method())
        .path(request.url().encodedPath())
        .cursor(Optional.ofNullable(request.tag(Cursor.class)).map(Cursor::value))
        .status(status);
  }

  private Transfer transfer(int number) {
    return new Transfer(request.method(), request.url().encodedPath(), number);
  }
}
