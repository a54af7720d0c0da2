package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.Worker;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where points run their processes.
 *
 * @param folder for everything they write; emptied after each process
 */
public record Bench(Path folder) {

  /** Runs a process that extracts; the server's address is added to the arguments. */
  public BenchFigures work(ServerProcess server, ChildJvm jvm, WorkerArguments arguments)
      throws IOException, InterruptedException {
    return BenchFigures.parse(output(server, jvm, arguments).lastLine());
  }

  /** The same for work that says more than one line. */
  ChildJvm.Outcome output(ServerProcess server, ChildJvm jvm, WorkerArguments arguments)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(folder, "work-");
    try {
      List<String> all =
          arguments
              .with("baseUrl", server.baseUrl())
              .with("key", server.key())
              .with("folder", work)
              .asList();
      return jvm.run(Worker.class.getName(), all);
    } finally {
      delete(work);
    }
  }

  public static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Arguments of an extraction. */
  public static WorkerArguments extraction(ExtractWork.Tables tables) {
    return WorkerArguments.none().with("work", ExtractWork.NAME).with("tables", tables);
  }
}
