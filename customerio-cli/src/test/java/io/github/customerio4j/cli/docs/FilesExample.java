package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Segments as JSON lines: a Full Load, then two Incremental Updates. */
final class FilesExample {
  private FilesExample() {}

  /** The first rows that the Full Load wrote. */
  static String lines() throws Exception {
    return ProgramOutputs.inFolder(
        folder -> {
          runs(folder, List.of(LoadType.FULL_LOAD));
          return head(folder.resolve("crm/segments.jsonl"), 2);
        });
  }

  /** The files after the last run, and the first row of the last file. */
  static String appended() throws Exception {
    return ProgramOutputs.inFolder(
        folder -> {
          runs(
              folder,
              List.of(
                  LoadType.FULL_LOAD, LoadType.INCREMENTAL_UPDATE, LoadType.INCREMENTAL_UPDATE));
          try (Stream<Path> files = Files.walk(folder.resolve("crm"))) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            return sorted.stream()
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.joining("\n"))
                + "\n\n"
                + head(sorted.get(sorted.size() - 2), 1);
          }
        });
  }

  private static void runs(Path folder, List<LoadType> loadTypes) {
    try (Sandbox sandbox = ProgramOutputs.sandbox();
        CustomerIo client = ProgramOutputs.clientOf(sandbox).build()) {
      for (LoadType loadType : loadTypes) {
        FilesSnippets.jsonLines(client, folder, sandbox.clock())
            .run(
                ExtractionConfig.builder()
                    .addTables("segments")
                    .loadType(loadType)
                    .spoolDirectory(folder.resolve("spool"))
                    .build());
        sandbox.advance(Duration.ofDays(1));
      }
    }
  }

  private static String head(Path file, int lines) throws java.io.IOException {
    return Files.readString(file).lines().limit(lines).collect(Collectors.joining("\n"));
  }
}
