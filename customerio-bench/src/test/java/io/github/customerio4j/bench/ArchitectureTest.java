package io.github.customerio4j.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
        .layer("freshness")
        .definedBy(BASE + ".freshness")
        .layer("jmh")
        .definedBy(BASE + ".jmh..")
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("points")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("processes")
        .mayOnlyBeAccessedByLayers("command", "points")
        .whereLayer("freshness")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("jmh")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }
}
