package io.github.customerio4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".cli";
  private static final String DEMO = BASE + ".demo";
  private static final String COMMANDS = BASE + ".command";
  private static final String FLEET = BASE + ".fleet";
  private static final String KEBOOLA = BASE + ".keboola";
  private static final String SANDBOX = LIBRARY + ".sandbox";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LIBRARY);

  @Test
  void programsDoNotKnowEachOther() {
    ArchRule rule =
        CompositeArchRule.of(usedByMainOnly(DEMO))
            .and(usedByMainOnly(COMMANDS))
            .and(usedByMainOnly(FLEET))
            .and(usedByMainOnly(KEBOOLA));
    rule.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    ArchRule rule = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  /** What runs in production carries no test double with it. */
  @Test
  void commandsDoNotUseTheSandbox() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(COMMANDS, FLEET, KEBOOLA)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SANDBOX);
    rule.check(CLASSES);
  }

  /** The options know both ways to show a run; of those, the page uses the terminal's figures. */
  @Test
  void waysToShowARunDoNotKnowTheOptions() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(BASE + ".terminal", BASE + ".report")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".runview");
    rule.check(CLASSES);
  }

  @Test
  void engineIsClosed() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARY + ".extract.engine..", LIBRARY + ".extract.io");
    rule.check(CLASSES);
  }

  @Test
  void onlyCommandsArePublic() {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(DEMO, COMMANDS, FLEET, KEBOOLA)
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Command");
    rule.check(CLASSES);
  }

  private static ArchRule usedByMainOnly(String program) {
    return classes()
        .that()
        .resideInAPackage(program)
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(program, BASE);
  }

  /** In every module: a package with more files is two packages. */
  @Test
  void noPackageOfAnyModuleHasMoreThanThirtyFiles() throws IOException {
    Path root = Path.of("").toAbsolutePath().resolve("..").normalize();
    Map<Path, Long> files = new TreeMap<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, "customerio-*")) {
      for (Path module : modules) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> all = Files.walk(sources)) {
            all.filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> files.merge(root.relativize(file.getParent()), 1L, Long::sum));
          }
        }
      }
    }
    assertThat(files.keySet())
        .extracting(folder -> folder.getName(0).toString())
        .contains(
            "customerio-bench",
            "customerio-cli",
            "customerio-client",
            "customerio-examples",
            "customerio-extract",
            "customerio-micrometer",
            "customerio-sandbox");
    assertThat(files.entrySet()).filteredOn(folder -> folder.getValue() > 30).isEmpty();
  }
}
