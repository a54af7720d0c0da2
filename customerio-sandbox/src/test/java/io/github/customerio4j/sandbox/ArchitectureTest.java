package io.github.customerio4j.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.sandbox";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** A judge that shared code with the client would share its mistakes. */
  @Test
  void sandboxDependsOnTheJdkOnly() {
    classes()
        .that()
        .resideOutsideOfPackage(BASE + ".junit")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "..",
            "java..",
            // Annotations, which nobody needs at run time.
            "javax.annotation.processing..",
            "org.jspecify..",
            "org.immutables..",
            "com.google.errorprone.annotations..")
        .check(CLASSES);
  }

  @Test
  void roomsUseOnlyTheRoomsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("junit")
        .definedBy(BASE + ".junit")
        .layer("sandbox")
        .definedBy(BASE)
        .layer("http")
        .definedBy(BASE + ".http")
        .layer("data")
        .definedBy(BASE + ".data")
        .layer("config")
        .definedBy(BASE + ".config")
        .layer("wire")
        .definedBy(BASE + ".wire")
        .whereLayer("junit")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sandbox")
        .mayOnlyBeAccessedByLayers("junit")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("sandbox")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("sandbox", "http")
        .whereLayer("wire")
        .mayOnlyBeAccessedByLayers("sandbox", "http", "data", "config")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.customerio4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
