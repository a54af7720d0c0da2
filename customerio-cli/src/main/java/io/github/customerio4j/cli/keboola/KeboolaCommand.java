package io.github.customerio4j.cli.keboola;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code keboola}: the component runner on {@code $KBC_DATADIR}. */
@Command(
    name = KeboolaCommand.NAME,
    description = "Runs as a component of the Keboola platform on $KBC_DATADIR.",
    footer = {"", "Example:", "  KBC_DATADIR=/data customerio keboola"},
    mixinStandardHelpOptions = true)
public final class KeboolaCommand implements Callable<Integer> {
  /** The command's name. */
  public static final String NAME = "keboola";

  /** Creates the command. */
  public KeboolaCommand() {}

  /**
   * Runs the action of {@code $KBC_DATADIR/config.json}.
   *
   * @return 0 for success, 1 for an error in the configuration, 2 for any other failure
   */
  @Override
  public Integer call() {
    WarmUp.begin();
    // The platform reads UTF-8, whatever the locale of the machine.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    return new KeboolaRunner(System.getenv(), out, err, Clock.systemUTC()).run().number();
  }
}
