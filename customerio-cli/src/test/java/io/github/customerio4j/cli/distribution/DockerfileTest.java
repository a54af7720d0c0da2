package io.github.customerio4j.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks of the image that need no container engine. */
class DockerfileTest {
  private static final Path ROOT = Path.of("..");

  private final List<String> instructions = instructions();

  /** The lines without comments; continued lines are joined. */
  private static List<String> instructions() {
    try {
      return Files.readString(ROOT.resolve("Dockerfile"))
          .replaceAll("(?m)^#.*\\R", "")
          .replaceAll("\\\\\\R\\s*", "")
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new AssertionError("Cannot read the Dockerfile", e);
    }
  }

  /** The instructions of the last stage, the image itself. */
  private List<String> image() {
    List<String> stages = instructions.stream().filter(line -> line.startsWith("FROM ")).toList();
    assertThat(stages).hasSize(2);
    return instructions.subList(instructions.lastIndexOf(stages.get(1)), instructions.size());
  }

  private List<String> all(String name) {
    return image().stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  @Test
  void imageRunsAsAnotherUserThanRootWhoOwnsTheDataFolder() {
    assertThat(all("USER")).singleElement().asString().matches("[1-9][0-9]+:[1-9][0-9]+");
    String uid = all("USER").get(0).split(":", -1)[0];
    assertThat(all("RUN")).singleElement().asString().contains("--uid " + uid, "/data");
    assertThat(all("VOLUME")).isEqualTo(all("WORKDIR")).containsExactly("/data");
    assertThat(image().indexOf("USER " + all("USER").get(0)))
        .as("commands that need root run before")
        .isGreaterThan(lastIndexOf("RUN"))
        .isLessThan(lastIndexOf("ENTRYPOINT"));
  }

  private int lastIndexOf(String name) {
    List<String> lines = image();
    return lines.lastIndexOf(name + " " + all(name).get(0));
  }

  @Test
  void healthCheckAndEntryPointStartTheLauncher() {
    assertThat(all("ENTRYPOINT")).containsExactly("[\"customerio\"]");
    assertThat(all("HEALTHCHECK"))
        .singleElement()
        .asString()
        .endsWith("CMD [\"customerio\", \"--version\"]");
    assertThat(all("COPY")).containsExactly("--from=build /opt/customerio /opt/customerio");
    assertThat(all("ENV")).singleElement().asString().contains("PATH=\"/opt/customerio/bin:");
  }

  @Test
  void imageHasTheArchiveOfClassesThatItsLauncherLooksFor() throws IOException {
    String launcher = Files.readString(Installation.LAUNCHER);
    assertThat(launcher).contains("$home/lib/classes-$version.jsa");
    Matcher java = Pattern.compile("FROM eclipse-temurin:(\\d+)-jre").matcher(image().get(0));
    assertThat(java.matches()).isTrue();
    assertThat(all("RUN"))
        .singleElement()
        .asString()
        .contains(
            "-XX:ArchiveClassesAtExit=/opt/customerio/lib/classes-" + java.group(1) + ".jsa",
            "/opt/customerio/bin/customerio demo --out /tmp/demo");
    List<String> lines = image();
    assertThat(lastIndexOf("COPY")).isLessThan(lines.indexOf("RUN " + all("RUN").get(0)));
  }

  @Test
  void buildStageUnpacksTheArchiveToTheCopiedFolder() throws IOException {
    String building =
        String.join("\n", instructions.subList(0, instructions.indexOf(image().get(0))));
    Matcher archive = Pattern.compile("/build/(\\S+)/(\\S+\\.zip)").matcher(building);
    assertThat(archive.find()).as("names the archive").isTrue();
    assertThat(ROOT.resolve(archive.group(1)).normalize())
        .isEqualTo(ROOT.resolve("customerio-cli/target"));
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(pom).contains("<finalName>customerio-${project.version}</finalName>");
    assertThat(
            FileSystems.getDefault()
                .getPathMatcher("glob:" + archive.group(2))
                .matches(Path.of("customerio-0.1.0-SNAPSHOT.zip")))
        .isTrue();
    assertThat(building)
        .contains("mv customerio-* /opt/customerio", "chmod 755 /opt/customerio/bin/customerio");
    String assembly = Files.readString(Path.of("src/main/assembly/distribution.xml"));
    assertThat(assembly).contains("<outputDirectory>bin</outputDirectory>");
    assertThat(Installation.LAUNCHER).as("the launcher").isExecutable();
  }

  @Test
  void dockerignoreKeepsAllFilesOfTheBuild() throws IOException {
    List<String> ignored =
        Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.replaceFirst("^\\*\\*/", ""))
            .toList();
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    Matcher module = Pattern.compile("<module>(.*?)</module>").matcher(pom);
    while (module.find()) {
      assertThat(ignored).doesNotContain(module.group(1));
      assertThat(ROOT.resolve(module.group(1)).resolve("pom.xml")).exists();
    }
    assertThat(ignored).contains("target", ".git");
    for (String needed : List.of("pom.xml", "build", ".mvn", "docs", "README.md", "SECURITY.md")) {
      assertThat(ignored).doesNotContain(needed);
      assertThat(ROOT.resolve(needed)).exists();
    }
  }
}
