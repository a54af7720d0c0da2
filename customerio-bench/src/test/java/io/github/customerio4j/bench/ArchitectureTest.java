package io.github.customerio4j.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the packages of this module: bench → bench.point → bench.process. */
class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.bench";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** Allows one direction only, so that there are no cycles. */
  @Test
  void packagesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("command")
        .definedBy(BASE)
        .layer("points")
        .definedBy(BASE + ".point")
        .layer("processes")
        .definedBy(BASE + ".process")
        .layer("jmh")
        .definedBy(BASE + ".jmh..")
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("points")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("processes")
        .mayOnlyBeAccessedByLayers("command", "points")
        .whereLayer("jmh")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void noPackageHasMoreThanThirtyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Map<Path, Long> counts =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
      assertThat(counts).isNotEmpty();
      assertThat(counts.values()).allMatch(count -> count <= 30);
    }
  }
}
