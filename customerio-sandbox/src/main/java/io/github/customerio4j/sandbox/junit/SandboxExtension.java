package io.github.customerio4j.sandbox.junit;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts a sandbox for a test, injects it, and checks and closes it after the test. */
final class SandboxExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

  SandboxExtension() {}

  /**
   * A sandbox that JUnit closes at the end of its test. JUnit before 5.13 closes only this kind.
   */
  @SuppressWarnings("deprecation")
  private record Running(Sandbox sandbox)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      sandbox.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    // A test has a sandbox only once its instance is made, so constructors get none.
    return parameter.getParameter().getType() == Sandbox.class
        && parameter.getDeclaringExecutable() instanceof Method;
  }

  @Override
  public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, any -> start(annotation(context)), Running.class)
        .sandbox();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running running = context.getStore(NAMESPACE).get(Running.class, Running.class);
    boolean isChecked = annotation(context).refusals() == CustomerIoSandbox.Refusals.FAIL;
    if (running == null || !isChecked) {
      return;
    }
    List<RecordedRequest> refused =
        running.sandbox().requests().stream().filter(RecordedRequest::isWrong).toList();
    if (!refused.isEmpty()) {
      throw new AssertionError(message(refused));
    }
  }

  private static String message(List<RecordedRequest> refused) {
    String requests =
        refused.stream()
            .map(
                request ->
                    "  "
                        + request.status()
                        + " "
                        + request.method()
                        + " "
                        + request.path()
                        + (request.query().isEmpty() ? "" : " " + request.query()))
            .collect(Collectors.joining("\n"));
    return "The sandbox refused "
        + refused.size()
        + " requests, as Customer.io would:\n"
        + requests
        + "\nCorrect them, or set refusals = ALLOW if the test provokes them.";
  }

  private static Running start(CustomerIoSandbox options) {
    SandboxSize size =
        new SandboxSize(
            options.people(),
            options.messages(),
            options.activitiesPerType(),
            options.campaigns(),
            options.segments());
    return new Running(
        Sandbox.builder()
            .seed(options.seed())
            .size(size)
            .requestsPerSecond(options.requestsPerSecond())
            .latency(Duration.ofMillis(options.latencyMillis()))
            .start());
  }

  /** The annotation of the test's class, or of a class around it. */
  private static CustomerIoSandbox annotation(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    while (type != null) {
      Optional<CustomerIoSandbox> found =
          AnnotationSupport.findAnnotation(type, CustomerIoSandbox.class);
      if (found.isPresent()) {
        return found.get();
      }
      type = type.getEnclosingClass();
    }
    throw new IllegalStateException(
        "Cannot start a sandbox: "
            + context.getRequiredTestClass().getName()
            + " has no @CustomerIoSandbox. Annotate the class.");
  }
}
