package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.error.UntrustedCertificateException;
import io.github.customerio4j.client.error.WrongRegionException;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.StateException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A failure as the component reports it: a user error if a change of {@code config.json} or a reset
 * of the state corrects it, else an application error.
 *
 * @param exitCode whether it is a user error or an application error
 * @param message the message to print
 * @param details what to print below the message
 */
record ComponentFailure(ExitCode exitCode, String message, Details details) {

  /** Words for what the component itself puts into a request: pages and windows of time. */
  private static final Pattern PAGING =
      Pattern.compile("(?i)\\b(limit|page|offset|cursor|start|end|(start|end)_ts)\\b");

  /** Words for what parameters select. */
  private static final Pattern SELECTION =
      Pattern.compile("(?i)(type|metric|filter|segment|attribute|field)");

  /** What is printed below the message. */
  enum Details {
    /** Nothing. */
    NONE,
    /** The messages of its causes. */
    CAUSES,
    /** The stack trace, for a failure that is not expected. */
    STACK_TRACE
  }

  /** A failure before there was a valid configuration. */
  static ComponentFailure of(Throwable failure) {
    if (failure instanceof ComponentException e) {
      return new ComponentFailure(
          e.exitCode(),
          message(e),
          e.exitCode() == ExitCode.USER_ERROR ? Details.NONE : Details.CAUSES);
    }
    if (failure instanceof StateException
        || failure instanceof ExtractionConfig.UnknownColumnException) {
      // Only the user can reset the state, and spell the name of a column.
      return user(message(failure));
    }
    boolean isExpected =
        failure instanceof CustomerIoException
            || failure instanceof ExtractionException
            || failure instanceof UncheckedIOException;
    return isExpected
        ? new ComponentFailure(ExitCode.APPLICATION_ERROR, message(failure), Details.CAUSES)
        : new ComponentFailure(
            ExitCode.APPLICATION_ERROR,
            "Cannot continue: this is a bug in the component. " + failure,
            Details.STACK_TRACE);
  }

  /** A failure of an action under this configuration. */
  static ComponentFailure of(
      Throwable failure, ComponentConfig config, ComponentEnvironment environment) {
    if (failure instanceof UntrustedCertificateException e) {
      return new ComponentFailure(
          ExitCode.APPLICATION_ERROR,
          e.problem()
              + " If a proxy on the way has a certificate authority of its own, name a file with its"
              + " certificate in the variable CUSTOMERIO_CA_FILE.",
          Details.CAUSES);
    }
    if (failure instanceof WrongRegionException e) {
      return user(wrongRegion(e, config, environment));
    }
    if (failure instanceof ApiException e) {
      return userMessage(e, config).map(ComponentFailure::user).orElseGet(() -> of(failure));
    }
    return of(failure);
  }

  private static String wrongRegion(
      WrongRegionException e, ComponentConfig config, ComponentEnvironment environment) {
    String configured = config.region().name().toLowerCase(Locale.ROOT);
    String right = e.region().orElse(configured.equals("us") ? "eu" : "us");
    StringBuilder text = new StringBuilder("Cannot use parameters.#api_secret: ");
    text.append(answer(e)).append(". Its workspace is in the other region: ");
    if (!right.equals(configured)) {
      text.append("set parameters.api_region, now \"").append(configured).append("\", to \"");
      text.append(right).append('"');
    }
    if (environment.hasBaseUrl()) {
      text.append(right.equals(configured) ? "" : ", and ");
      text.append("unset the variable CUSTOMERIO_BASE_URL, which overrides the host of");
      text.append(" parameters.api_region");
    }
    return text.append('.').toString();
  }

  private static Optional<String> userMessage(ApiException e, ComponentConfig config) {
    if (e instanceof AuthenticationException) {
      return Optional.of(
          "Cannot use parameters.#api_secret: "
              + answer(e)
              + ". Check that it is an App API key (not a Track API site id and key) and that"
              + " parameters.api_region, now \""
              + config.region().name().toLowerCase(Locale.ROOT)
              + "\", is the region of its workspace.");
    }
    if (e instanceof PermissionException) {
      return Optional.of(
          "Cannot read "
              + e.path()
              + " with parameters.#api_secret: the key lacks the scope, "
              + answer(e)
              + ". Add the scope to the key in Customer.io under Settings, API credentials, App API"
              + " keys, or leave out the tables that need it.");
    }
    return config.extraction().flatMap(extraction -> refusedValue(e, extraction));
  }

  /**
   * The message about a parameter whose value the API refused. A later page is not refused for a
   * parameter, because the page before it was not.
   */
  private static Optional<String> refusedValue(ApiException e, ExtractionConfig extraction) {
    if (e.isAtCursor() || isAboutPaging(e)) {
      return Optional.empty();
    }
    boolean isRefused = e instanceof InvalidRequestException && e.status() != 409;
    // A 404 is about an id in a filter or a list, because the paths themselves exist.
    boolean isUnknown = e instanceof NotFoundException;
    Optional<String> parameter = Optional.empty();
    if (e.path().endsWith("/exports/customers") && (isRefused || isUnknown)) {
      parameter = extraction.customers().flatMap(ComponentFailure::exportParameter);
    } else if (e.path().endsWith("/membership") && (isRefused || isUnknown)) {
      parameter =
          extraction
              .segmentCustomers()
              .map(SegmentCustomersSelection::segmentIds)
              .filter(ids -> !ids.isEmpty())
              .map(ids -> "parameters.segment_customers " + ids);
    } else if (e.path().endsWith("/messages") && isRefused) {
      parameter =
          extraction
              .messages()
              .map(MessagesSelection::types)
              .filter(types -> !types.isEmpty())
              .map(types -> "parameters.messages[0].types " + types);
    } else if (e.path().endsWith("/activities") && isRefused) {
      parameter =
          extraction
              .activities()
              .map(ActivitiesSelection::types)
              .filter(types -> !types.isEmpty())
              .map(types -> "parameters.activities[0].types " + types);
    }
    return parameter.map(
        name ->
            "Cannot use "
                + name
                + ": "
                + answer(e)
                + " to "
                + e.method()
                + " "
                + e.path()
                + ". Correct it, or leave it out.");
  }

  /** Whether the API's words are about what the component itself puts into each request. */
  private static boolean isAboutPaging(ApiException e) {
    return PAGING.matcher(e.detail()).find() && !SELECTION.matcher(e.detail()).find();
  }

  private static Optional<String> exportParameter(CustomersSelection customers) {
    Optional<String> filter =
        customers.filter().map(value -> "parameters.customers[0].filters " + value.toJson());
    return filter.isPresent() || customers.attributes().isEmpty()
        ? filter
        : Optional.of("parameters.customers[0].attributes " + customers.attributes());
  }

  private static String answer(ApiException e) {
    StringBuilder text = new StringBuilder("the API answered ").append(e.status());
    if (!e.detail().isEmpty()) {
      text.append(" (").append(e.detail()).append(')');
    }
    e.reference()
        .filter(reference -> !e.detail().contains(reference))
        .ifPresent(reference -> text.append(", reference ").append(reference));
    return text.toString();
  }

  private static ComponentFailure user(String message) {
    return new ComponentFailure(ExitCode.USER_ERROR, message, Details.NONE);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
