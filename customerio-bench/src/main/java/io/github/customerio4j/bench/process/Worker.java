package io.github.customerio4j.bench.process;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import java.io.PrintStream;

/** The measured process: does one piece of work and prints its figures as lines of JSON. */
public final class Worker {
  private Worker() {}

  /** A piece of work that a process does once. */
  @FunctionalInterface
  interface Work {
    BenchFigures.Traffic run() throws Exception;
  }

  /**
   * Does the work that argument {@code work} names.
   *
   * @param arguments the arguments of the work, {@code name=value} each
   */
  public static void main(String[] arguments) throws Exception {
    run(WorkerArguments.parse(arguments), System.out);
  }

  static void run(WorkerArguments arguments, PrintStream out) throws Exception {
    String name = arguments.text("work");
    if (name.equals(RowPathWork.NAME)) {
      try (CustomerIo client = client(arguments)) {
        out.println(new RowPathWork(arguments, client).run());
      }
      return;
    }
    ProcessMeter meter = ProcessMeter.start();
    try (CustomerIo client = client(arguments)) {
      Work work =
          switch (name) {
            case ExtractWork.NAME -> new ExtractWork(arguments, client);
            case CopyWork.NAME -> new CopyWork(arguments, new ExtractWork(arguments, client));
            case UploadWork.NAME -> new UploadWork(arguments, new ExtractWork(arguments, client));
            case SendWork.NAME -> new SendWork(arguments, client);
            case SkipWork.NAME -> new SkipWork(arguments, client);
            default -> throw new BenchException("Cannot start: there is no work " + name + ".");
          };
      BenchFigures.Traffic traffic = work.run();
      out.println(meter.stop(traffic).toJson());
    }
  }

  private static CustomerIo client(WorkerArguments arguments) {
    int rate = arguments.number("rate", 0);
    return CustomerIo.builder(AppApiKey.of(arguments.text("key")))
        .baseUrl(arguments.text("baseUrl"))
        .rateLimit(rate == 0 ? RateLimit.unlimited() : RateLimit.perSecond(rate))
        .build();
  }
}
