package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import jdk.javadoc.doclet.Doclet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of the published modules, as a reader gets it. */
class JavadocTest {
  private static final List<String> MODULES =
      List.of(
          "customerio-client",
          "customerio-extract",
          "customerio-sandbox",
          "customerio-micrometer",
          "customerio-s3");
  private static final Pattern PUT = Pattern.compile("put\\(\"(\\w+)\"");
  private static final String SENDING = "io/github/customerio4j/client/model/sending";

  @Test
  void builderShowsWhatItsOptionsTake(@TempDir Path folder) throws IOException {
    List<Path> files = sources("customerio-client", SENDING);
    assertThat(
            run(
                null,
                List.of("-d", folder.toString(), "-protected", "-quiet", "-Xdoclint:none"),
                files))
        .isEmpty();
    String page = Files.readString(folder.resolve(SENDING).resolve("MessageQuery.Builder.html"));

    assertThat(section(page, "startTs(java.time.Instant)"))
        .contains("Only deliveries created from this time on", "start_ts", "Parameters:");
    assertThat(section(page, "startTs(java.util.Optional)"))
        .contains("Only deliveries created from this time on", "or empty to leave it unset");
    assertThat(section(page, "limit(int)")).contains("1 to 1,000; 1,000 unless set");
    assertThat(section(page, "build()")).contains("IllegalArgumentException");
    assertThat(page).doesNotContain("Initializes the", "chained invocation");
  }

  @Test
  void everyPublicMemberHasAText() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : MODULES) {
      files.addAll(sources(module, ""));
    }
    assertThat(run(UndocumentedApi.class, List.of("-protected", "-Xmaxerrs", "9999"), files))
        .isEmpty();
  }

  /** A query whose texts name the parameters of the API names each that it sends. */
  @Test
  void queriesNameTheirParameters() throws IOException {
    int queries = 0;
    for (Path file : sources("customerio-client", "")) {
      String text = Files.readString(file).replaceAll("\\s*\\n\\s*\\*? ?", " ");
      if (text.contains("toParameters() {") && text.contains("parameter {@code")) {
        queries++;
        assertThat(PUT.matcher(text).results().map(put -> put.group(1)))
            .as(file.toString())
            .filteredOn(name -> !name.equals("version"))
            .isNotEmpty()
            .allMatch(name -> text.contains("{@code " + name + "}"));
      }
    }
    assertThat(queries).isPositive();
  }

  /** What is not for users is not shown to them, and everything else is. */
  @Test
  void javadocLeavesOutTheInternalPackages() throws IOException {
    List<Pattern> left =
        Stream.of(tag(Files.readString(Path.of("..", "pom.xml")), "excludePackageNames").split(","))
            .map(name -> name.replace(".", "\\.").replaceFirst("^\\*", ".+"))
            .map(name -> Pattern.compile(name.replace("*", "[^.]+")))
            .toList();
    Map<String, Boolean> internal = new TreeMap<>();
    for (String module : MODULES) {
      for (Path file : sources(module, "")) {
        if (file.endsWith("package-info.java")) {
          String text = Files.readString(file);
          String name = text.replaceAll("(?s).*\\npackage ([\\w.]+);.*", "$1");
          internal.put(name, UndocumentedApi.INTERNAL.matcher(text).find());
        }
      }
    }
    assertThat(internal).hasSizeGreaterThan(30).containsValues(true, false);
    assertThat(internal)
        .allSatisfy(
            (name, isInternal) ->
                assertThat(left.stream().anyMatch(one -> one.matcher(name).matches()))
                    .as("%s is left out of the Javadoc", name)
                    .isEqualTo(isInternal));
  }

  private static String tag(String xml, String name) {
    String open = "<" + name + ">";
    assertThat(xml).containsOnlyOnce(open);
    return xml.substring(xml.indexOf(open) + open.length(), xml.indexOf("</" + name + ">"));
  }

  /** What a section of a member says, without its markup. */
  private static String section(String page, String member) {
    int start = page.indexOf("<section class=\"detail\" id=\"" + member + "\">");
    assertThat(start).as("section of " + member).isPositive();
    String text = page.substring(start, page.indexOf("</section>", start));
    return Pattern.compile("<[^>]*>").matcher(text).replaceAll("").replaceAll("\\s+", " ");
  }

  /** Runs the documentation tool; returns its errors and warnings. */
  private static List<String> run(
      @Nullable Class<? extends Doclet> doclet, List<String> options, List<Path> files)
      throws IOException {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        tool.getStandardFileManager(problems, Locale.ROOT, null)) {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
      tool.getTask(null, manager, problems, doclet, all, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
    return problems.getDiagnostics().stream()
        .map(problem -> problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static List<Path> sources(String module, String folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String root : List.of("src/main/java", "target/generated-sources/annotations")) {
      Path path = Path.of("..", module, root, folder);
      if (Files.isDirectory(path)) {
        try (Stream<Path> walk = Files.walk(path)) {
          walk.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .forEach(files::add);
        }
      }
    }
    return files;
  }
}
