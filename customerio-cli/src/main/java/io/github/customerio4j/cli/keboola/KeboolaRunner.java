package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.keboola.Console.Detail;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** One run of the component from its environment to its exit code. */
final class KeboolaRunner {
  private static final String RUN = "run";
  private static final String TEST_CONNECTION = "testConnection";

  private final ComponentEnvironment environment;
  private final Console console;
  private final Clock clock;
  private final ActionDeadline deadline;

  KeboolaRunner(Map<String, String> variables, PrintStream out, PrintStream err, Clock clock) {
    this(new ComponentEnvironment(variables), new Console(out, err), clock, ActionDeadline.DEFAULT);
  }

  KeboolaRunner(
      ComponentEnvironment environment, Console console, Clock clock, ActionDeadline deadline) {
    this.environment = environment;
    this.console = console;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Runs the action of {@code config.json}; never throws. */
  ExitCode run() {
    ComponentConfig config;
    try {
      ConfigNode root =
          ComponentConfigFile.read(environment.dataDirectory().resolve("config.json"));
      console.hide(ConfigReader.secretOf(root));
      config = ConfigReader.read(root, clock);
    } catch (Throwable e) {
      return report(e, ComponentFailure.of(e));
    }
    try {
      act(config);
      return ExitCode.SUCCESS;
    } catch (Throwable e) {
      return report(e, ComponentFailure.of(e, config, environment));
    }
  }

  private void act(ComponentConfig config) {
    switch (config.action()) {
      case RUN -> {
        console.show(config.isDebug() || environment.isDebug() ? Detail.DEBUG : Detail.NORMAL);
        config.warnings().forEach(console::warning);
        new RunAction(config, environment, console, clock, deadline.retry()).run();
      }
      case TEST_CONNECTION -> {
        console.show(Detail.RESULT_ONLY);
        new TestConnectionAction(config, environment, console, deadline.test()).run();
      }
      default ->
          throw ComponentException.user(
              "Cannot use action \""
                  + config.action()
                  + "\": there is no such action. There are "
                  + RUN
                  + " and "
                  + TEST_CONNECTION
                  + ".");
    }
  }

  private ExitCode report(Throwable thrown, ComponentFailure failure) {
    console.error(failure.message());
    switch (failure.details()) {
      case NONE -> {}
      case CAUSES -> {
        if (console.isDebug()) {
          console.trace(thrown);
        } else {
          for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            console.error("Caused by " + cause);
          }
        }
      }
      case STACK_TRACE -> console.trace(thrown);
    }
    return failure.exitCode();
  }
}
