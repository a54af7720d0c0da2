package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.cli.keboola.DocumentedComponent;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation agrees with the code. */
class DocumentationTest {
  private static final String HOW_TO_UPDATE =
      "Read what changed; if it is right, write it into the page by: mvn -o test"
          + " -pl customerio-cli -am -Dtest=DocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true";

  static Stream<DocumentationPage.Block> javaBlocks() {
    return fences("java");
  }

  static Stream<DocumentationPage.Block> jsonBlocks() {
    return fences("json");
  }

  static Stream<DocumentationPage.Block> shownBlocks() {
    return DocumentationPage.all().stream()
        .flatMap(page -> Stream.concat(page.fences().stream(), page.generated().stream()))
        .filter(block -> !block.name().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("javaBlocks")
  void javaSnippetIsCompiled(DocumentationPage.Block block) throws IOException {
    assertThat(SnippetRegions.all().values())
        .as("%s: is no region of a compiled class; write it into a *Snippets.java first", block)
        .contains(SnippetRegions.plain(block.text()));
  }

  @Test
  void everyCompiledSnippetIsShown() throws IOException {
    List<String> shown = javaBlocks().map(block -> SnippetRegions.plain(block.text())).toList();
    for (Map.Entry<String, String> region : SnippetRegions.all().entrySet()) {
      assertThat(shown)
          .as("region %s is shown nowhere", region.getKey())
          .contains(region.getValue());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jsonBlocks")
  void jsonIsValid(DocumentationPage.Block block) throws IOException {
    Object value = JsonReader.of(new Buffer().writeUtf8(block.text())).readJsonValue();
    if (!(value instanceof Map<?, ?> object)) {
      return;
    }
    if (object.containsKey("parameters")) {
      DocumentedComponent.requireValid(block.text());
    } else if (object.containsKey("version") || object.containsKey("message_headers")) {
      assertThat(ExtractionState.parse(block.text()).tables()).as("%s: tables", block).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shownBlocks")
  void shownTextEqualsActualText(DocumentationPage.Block block) throws Exception {
    String actual = ShownTexts.get(block.name());
    if (Boolean.getBoolean("docs.update")) {
      return;
    }
    assertThat(comparable(block.text()))
        .as("%s is out of date. %s", block, HOW_TO_UPDATE)
        .isEqualTo(comparable(actual));
  }

  /** Does nothing without the property. Replaces from the end, so that line numbers stay valid. */
  @Test
  void pagesAreUpdatedOnRequest() throws Exception {
    if (Boolean.getBoolean("docs.update")) {
      List<DocumentationPage.Block> blocks =
          shownBlocks()
              .sorted(Comparator.comparingInt(DocumentationPage.Block::from).reversed())
              .toList();
      for (DocumentationPage.Block block : blocks) {
        String actual = ShownTexts.get(block.name());
        if (!comparable(block.text()).equals(comparable(actual))) {
          DocumentationPage.replace(block, actual);
        }
      }
    }
    assertThat(shownBlocks()).isNotEmpty();
  }

  @Test
  void linksHaveTargets() {
    for (DocumentationPage page : DocumentationPage.all()) {
      for (String link : page.links()) {
        String[] parts = link.split("#", 2);
        Path target =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        assertThat(Files.exists(target)).as("%s in %s", link, page.file().getFileName()).isTrue();
        if (parts.length == 2) {
          assertThat(DocumentationPage.read(target).anchors())
              .as("the anchor of %s in %s", link, page.file().getFileName())
              .contains(parts[1]);
        }
      }
    }
  }

  @Test
  void everyDependencyIsExplained() throws IOException {
    DocumentationPage page =
        DocumentationPage.all().stream()
            .filter(any -> any.file().endsWith("dependencies.md"))
            .findFirst()
            .orElseThrow();
    String text = String.join("\n", page.lines());
    Path root = Path.of("").toAbsolutePath().resolveSibling("pom.xml");
    String pom = Files.readString(root);
    Arrays.stream(pom.split("<artifactId>", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('<')))
        .filter(artifact -> !artifact.startsWith("customerio") && !artifact.startsWith("${"))
        .forEach(artifact -> assertThat(text).as("dependencies.md").contains(artifact));
  }

  private static Stream<DocumentationPage.Block> fences(String language) {
    return DocumentationPage.all().stream()
        .flatMap(page -> page.fences().stream())
        .filter(block -> block.language().equals(language));
  }

  /**
   * The text without what differs: measured seconds from run to run, and messages about broken
   * connections from system to system.
   */
  private static String comparable(String text) {
    return text.strip()
        .replaceAll("(?m) +\\d+\\.\\d$", " #")
        .replaceAll("(?m) +$", "")
        .replaceAll("the connection failed: .*?(?=( \\(\\d+ attempts\\))?\\. (Look|Check))", "#");
  }
}
