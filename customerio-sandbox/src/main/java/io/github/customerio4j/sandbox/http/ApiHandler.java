package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.PathPrefix;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.config.Scope;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The App API's front door: faults, authorization, rate, scope, then the operation. */
public final class ApiHandler implements LoopbackServer.Handler {
  private static final String PREFIX = "/v1/";
  private static final String LEGACY_PREFIX = "/v1/api/";

  private final SandboxOptions options;
  private final Router router;
  private final Faults faults;
  private final Latency latency;
  private final RequestRate rate;
  private final Consumer<RecordedRequest> log;
  private final AtomicInteger references = new AtomicInteger(0xa1b2c3);

  public ApiHandler(
      SandboxOptions options,
      Router router,
      Faults faults,
      RequestRate rate,
      Consumer<RecordedRequest> log) {
    this.options = options;
    this.router = router;
    this.faults = faults;
    this.latency = new Latency(options.latency(), options.latencyJitter(), options.seed());
    this.rate = rate;
    this.log = log;
  }

  @Override
  public LoopbackServer.Reply answer(HttpCall call) throws IOException {
    LoopbackServer.pause(latency.next());
    Optional<Fault> fault = faults.take(call.path(), call.parameters().asMap());
    Fault.Kind kind = fault.map(Fault::kind).orElse(Fault.Kind.DELAY);
    LoopbackServer.pause(fault.map(Fault::delay).orElse(Duration.ZERO));
    Answer answer =
        kind == Fault.Kind.REPLY
            ? new Answer(fault.orElseThrow().reply(), RecordedRequest.Origin.FAULT)
            : answer(call, kind);
    log.accept(recorded(call, answer));
    return new LoopbackServer.Reply(answer.response(), kind);
  }

  private record Answer(ApiResponse response, RecordedRequest.Origin origin) {
    static Answer of(ApiResponse response) {
      return new Answer(response, RecordedRequest.Origin.OPERATION);
    }
  }

  private Answer answer(HttpCall call, Fault.Kind kind) {
    String rawPath = call.target().getRawPath();
    String resource = resource(rawPath);
    try {
      String key = call.header("Authorization").orElse("");
      if (!("Bearer " + options.appApiKey()).equals(key)) {
        throw RefusedException.wrongKey();
      }
      if (!rate.allows()) {
        String detail = "rate limited to " + rate.perSecond() + " requests per 1s";
        return Answer.of(ApiResponse.errors(429, detail, reference()).with("Retry-After", "1"));
      }
      if (options.missingScopes().stream().anyMatch(scope -> isNamed(scope, resource))) {
        throw RefusedException.forbidden();
      }
      QueryParameters query = QueryParameters.parse(call.target().getRawQuery());
      boolean isRepeated = kind == Fault.Kind.REPEATED_CURSOR;
      ApiResponse response =
          router.answer(
              call.method(),
              withoutPrefix(rawPath),
              isRepeated ? query.ofPageBefore() : query,
              call.body());
      return Answer.of(
          switch (kind) {
            case REPEATED_CURSOR -> PageFaults.repeatCursor(response, query);
            case CONTROL_CHARACTER -> PageFaults.addControlCharacter(response);
            default -> response;
          });
    } catch (RefusedException e) {
      return new Answer(refused(e, resource), origin(e));
    }
  }

  /** The API chooses one of its three envelopes by operation. */
  private ApiResponse refused(RefusedException refusal, String resource) {
    if (refusal.status() == 401) {
      return ApiResponse.errors(401, refusal.detail(), reference());
    }
    return switch (resource) {
      case "campaigns", "segments" -> ApiResponse.meta(refusal.status(), refusal.detail());
      case "exports" -> ApiResponse.texts(refusal.status(), refusal.detail());
      default -> ApiResponse.errors(refusal.status(), refusal.detail(), reference());
    };
  }

  private String withoutPrefix(String rawPath) {
    if (rawPath.startsWith(LEGACY_PREFIX)) {
      if (options.pathPrefix() == PathPrefix.CURRENT) {
        throw RefusedException.unknownPath();
      }
      return rawPath.substring(LEGACY_PREFIX.length());
    }
    if (!rawPath.startsWith(PREFIX)) {
      throw RefusedException.unknownPath();
    }
    return rawPath.substring(PREFIX.length());
  }

  private static String resource(String rawPath) {
    String rest =
        rawPath.startsWith(LEGACY_PREFIX)
            ? rawPath.substring(LEGACY_PREFIX.length())
            : rawPath.startsWith(PREFIX) ? rawPath.substring(PREFIX.length()) : "";
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static boolean isNamed(Scope scope, String resource) {
    return scope.name().toLowerCase(Locale.ROOT).equals(resource);
  }

  private String reference() {
    return Integer.toHexString(references.getAndIncrement());
  }

  private static RecordedRequest recorded(HttpCall call, Answer answer) {
    return new RecordedRequest(
        RecordedRequest.Listener.API,
        call.method(),
        call.path(),
        // A malformed query has been answered with 400; the log shows that status.
        call.parameters().asMap(),
        answer.response().status(),
        authorization(call),
        answer.origin());
  }

  private static RecordedRequest.Origin origin(RefusedException refusal) {
    return refusal.reason() == RefusedException.Reason.WRONG_REQUEST
        ? RecordedRequest.Origin.REFUSAL
        : RecordedRequest.Origin.OPERATION;
  }

  static RecordedRequest.Authorization authorization(HttpCall call) {
    return call.header("Authorization").isPresent()
        ? RecordedRequest.Authorization.PRESENT
        : RecordedRequest.Authorization.ABSENT;
  }
}
