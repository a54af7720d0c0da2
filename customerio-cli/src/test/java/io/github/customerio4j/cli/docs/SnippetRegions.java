package io.github.customerio4j.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The regions of the sources of this package, and of those that need Spark: {@code // region NAME …
 * // endregion}.
 */
final class SnippetRegions {
  private static final String BEGIN = "// region ";
  private static final String END = "// endregion";
  private static final Path SPARK =
      Path.of("../customerio-spark/src/test/java/io/github/customerio4j/spark");

  private SnippetRegions() {}

  /** The texts by name, without their common indentation. */
  static Map<String, String> all() throws IOException {
    Path sources =
        Path.of("src/test/java").resolve(SnippetRegions.class.getPackageName().replace('.', '/'));
    Map<String, String> regions = new LinkedHashMap<>();
    for (Path folder : List.of(sources, SPARK)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith("Snippets.java")).toList()) {
          read(Files.readAllLines(file), regions);
        }
      }
    }
    return regions;
  }

  private static void read(List<String> lines, Map<String, String> regions) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(BEGIN)) {
        int end = i + 1;
        while (!lines.get(end).strip().equals(END)) {
          end++;
        }
        String text = String.join("\n", lines.subList(i + 1, end));
        regions.put(line.substring(BEGIN.length()), plain(text));
      }
    }
  }

  /** The text without common indentation and without blanks at its ends. */
  static String plain(String text) {
    return text.stripIndent().strip();
  }
}
