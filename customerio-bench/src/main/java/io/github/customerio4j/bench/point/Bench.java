package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
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
 * Runs the processes of the points.
 *
 * @param folder the folder that the processes write into; emptied after each process
 */
public record Bench(Path folder) {

  /** Runs a worker process with the arguments, the address of the server and a folder. */
  BenchFigures work(ServerProcess server, ChildJvm jvm, WorkerArguments arguments)
      throws IOException, InterruptedException {
    return BenchFigures.parse(output(server, jvm, arguments).lastLine());
  }

  /** The same for work that prints more than one line. */
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

  /** Deletes a folder and everything in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
