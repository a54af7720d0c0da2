package io.github.customerio4j.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file the path
 * @param lines the text
 */
record DocumentationPage(Path file, List<String> lines) {
  private static final Pattern FENCE = Pattern.compile("(\\s*)```(\\w*)\\s*");
  private static final Pattern SHOWN = Pattern.compile("<!-- shown: (\\S+) -->");
  private static final Pattern GENERATED = Pattern.compile("<!-- generated: (\\S+) -->");
  private static final Pattern OPTIONS = Pattern.compile("<!-- options: (\\S+) -->");
  private static final Pattern OPTION = Pattern.compile("\\| `([^`]+)` \\| (.*?) \\| .*\\|");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");

  /**
   * A part of a page that a test can check.
   *
   * @param page the page
   * @param name the name in the comment before it; empty without one
   * @param language the language of a fenced block; empty for generated Markdown
   * @param from the index of its first line
   * @param to the index after its last line
   */
  record Block(DocumentationPage page, String name, String language, int from, int to) {
    String text() {
      return String.join("\n", page.lines().subList(from, to));
    }

    @Override
    public String toString() {
      return page.file().getFileName() + ":" + from + " " + language + " " + name;
    }
  }

  /** {@code README.md} and the other pages of the root folder, and those below {@code docs}. */
  static List<DocumentationPage> all() {
    Path root = Path.of("").toAbsolutePath().getParent();
    if (root == null || !Files.exists(root.resolve("README.md"))) {
      throw new IllegalStateException("Cannot find README.md above the module: run by Maven.");
    }
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top.sorted(), docs.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .map(DocumentationPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DocumentationPage read(Path file) {
    try {
      return new DocumentationPage(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks. */
  List<Block> fences() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = i + 1;
        while (!FENCE.matcher(lines.get(end)).matches()) {
          end++;
        }
        String name = i == 0 ? "" : named(SHOWN, lines.get(i - 1)).orElse("");
        blocks.add(new Block(this, name, fence.group(2), i + 1, end));
        i = end;
      }
    }
    return blocks;
  }

  /** The parts of generated Markdown. */
  List<Block> generated() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Optional<String> name = named(GENERATED, lines.get(i));
      if (name.isPresent()) {
        int end = lines.indexOf("<!-- end of " + name.get() + " -->");
        blocks.add(new Block(this, name.get(), "", i + 1, end));
      }
    }
    return blocks;
  }

  /** The rows of the table of options with that name: option, default. */
  List<String[]> options(String name) {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (named(OPTIONS, lines.get(i)).equals(Optional.of(name))) {
        for (String line : lines.subList(i + 3, lines.size())) {
          Matcher row = OPTION.matcher(line);
          if (!row.matches()) {
            break;
          }
          rows.add(new String[] {row.group(1), row.group(2)});
        }
      }
    }
    return rows;
  }

  /** The targets of the links that are not web addresses. */
  List<String> links() {
    return lines.stream()
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  /** The anchors that a link can name: of headings, and explicit ones. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    for (String line : lines) {
      named(HEADING, line)
          .ifPresent(
              heading ->
                  anchors.add(
                      heading
                          .toLowerCase(java.util.Locale.ROOT)
                          .replaceAll("[^\\p{L}\\p{N} _-]", "")
                          .replace(' ', '-')));
      Matcher explicit = Pattern.compile("<a id=\"([^\"]+)\">").matcher(line);
      while (explicit.find()) {
        anchors.add(explicit.group(1));
      }
    }
    return anchors;
  }

  /** Replaces the text of a block in the file. */
  static void replace(Block block, String text) {
    DocumentationPage page = read(block.page().file());
    List<String> lines = new ArrayList<>(page.lines().subList(0, block.from()));
    lines.addAll(text.lines().toList());
    lines.addAll(page.lines().subList(block.to(), page.lines().size()));
    try {
      Files.write(page.file(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> named(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
