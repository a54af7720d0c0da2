package io.github.customerio4j.cli.runview;

import io.github.customerio4j.cli.report.RunPage;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that runs an extraction: how it shows the progress and the result. */
public final class RunViewOptions {
  private final Map<String, String> variables;

  @Option(
      names = "--log",
      paramLabel = "auto|bar|lines|json",
      description = {
        "How progress is shown: bars, plain lines, or JSON lines for machines, the result included.",
        "Default: auto, bars on a terminal and lines elsewhere"
      })
  private String log = "auto";

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Writes a page about the run, also if it fails.")
  private @Nullable String page;

  /** Options that look at this process's environment for {@code NO_COLOR}. */
  public RunViewOptions() {
    this(System.getenv());
  }

  RunViewOptions(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * What shows a run as the options say.
   *
   * @param terminal where, in the style that it has by itself
   * @throws IllegalArgumentException if an option cannot be used
   */
  public RunView on(Terminal terminal) {
    return new RunView(styled(terminal), page());
  }

  /**
   * The terminal in the style that the options want.
   *
   * @throws IllegalArgumentException if there is no such style
   */
  public Terminal styled(Terminal terminal) {
    return terminal.in(style(terminal));
  }

  /**
   * The page that is wanted.
   *
   * @throws IllegalArgumentException if it cannot be written
   */
  public Optional<Path> page() {
    Optional<Path> file = Optional.ofNullable(page).map(text -> PathArgument.of("--report", text));
    file.ifPresent(RunPage::check);
    return file;
  }

  private Terminal.Style style(Terminal terminal) {
    return switch (log) {
      case "auto" -> terminal.style();
      case "bar" ->
          terminal.style() == Terminal.Style.LINES ? Terminal.barFor(variables) : terminal.style();
      case "lines" -> Terminal.Style.LINES;
      case "json" -> Terminal.Style.JSON;
      default ->
          throw new IllegalArgumentException(
              "Cannot use --log \"" + log + "\": write auto, bar, lines or json.");
    };
  }
}
