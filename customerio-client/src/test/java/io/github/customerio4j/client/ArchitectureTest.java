package io.github.customerio4j.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.customerio4j.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.client";

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(BASE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_LOOK_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("client")
          .definedBy(BASE)
          .layer("api")
          .definedBy(BASE + ".api")
          .layer("model")
          .definedBy(BASE + ".model")
          .layer("filter")
          .definedBy(BASE + ".filter")
          .layer("paging")
          .definedBy(BASE + ".paging")
          .layer("error")
          .definedBy(BASE + ".error")
          .whereLayer("client")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("client", "api")
          .whereLayer("filter")
          .mayOnlyBeAccessedByLayers("client", "api", "model")
          .whereLayer("paging")
          .mayOnlyBeAccessedByLayers("client", "api");

  @ArchTest
  static final ArchRule ONLY_ENTRY_POINTS_ARE_PUBLIC =
      classes()
          .that()
          .resideInAPackage(BASE)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveNameMatching(
              ".*\\.(CustomerIo|CustomerIoBuilder|AppApiKey|Region|RateLimit|RetryOptions"
                  + "|Transfer|TransferListener)");

  @ArchTest
  static final ArchRule GENERATED_CODE_IS_HIDDEN =
      classes()
          .that()
          .haveSimpleNameStartingWith("Immutable")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic();
}
