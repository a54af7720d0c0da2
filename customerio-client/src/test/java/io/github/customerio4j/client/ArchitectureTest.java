package io.github.customerio4j.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.client";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.customerio4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("client")
        .definedBy(BASE)
        .layer("api")
        .definedBy(BASE + ".api")
        .layer("model")
        .definedBy(BASE + ".model..")
        .layer("filter")
        .definedBy(BASE + ".filter")
        .layer("paging")
        .definedBy(BASE + ".paging")
        .layer("error")
        .definedBy(BASE + ".error")
        .layer("json")
        .definedBy(BASE + ".json")
        .layer("http")
        .definedBy(BASE + ".http")
        .whereLayer("json")
        .mayOnlyBeAccessedByLayers("client")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("client")
        .whereLayer("client")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("client", "json")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("client", "api")
        .whereLayer("filter")
        .mayOnlyBeAccessedByLayers("client", "json", "api", "model")
        .whereLayer("paging")
        .mayOnlyBeAccessedByLayers("client", "json", "http", "api", "model")
        .check(CLASSES);
  }

  @Test
  void onlyRootPackageUsesInternalPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE, BASE + ".http", BASE + ".json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".http", BASE + ".json")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".json")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".http")
        .check(CLASSES);
  }

  @Test
  void onlyEntryPointsArePublic() {
    classes()
        .that()
        .resideInAPackage(BASE)
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .haveNameMatching(
            ".*\\.(CustomerIo|CustomerIoBuilder|AppApiKey|Region|RateLimit|RequestOptions|RetryOptions"
                + "|Transfer|TransferListener)")
        .check(CLASSES);
  }

  @Test
  void timesOfCreationHaveOneName() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(BASE + ".model..")
        .should()
        .haveNameNotMatching("(created|updated)At")
        .check(CLASSES);
  }

  @Test
  void generatedCodeIsHidden() {
    classes()
        .that()
        .haveSimpleNameStartingWith("Immutable")
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .check(CLASSES);
  }
}
