package io.github.customerio4j.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies that docs/architecture.md allows. */
class ArchitectureTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".spark";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void theLimitKnowsNothingOfTables() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".limit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE, LIBRARY + ".extract..")
        .check(CLASSES);
  }

  @Test
  void theEngineIsReachedThroughTheExtractor() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARY + ".extract.engine..", LIBRARY + ".sandbox..")
        .check(CLASSES);
  }

  @Test
  void onlyWhatSparkMakesByItsNameIsPublic() {
    classes()
        .that()
        .resideInAPackage(BASE)
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .haveNameMatching(".*[.](CustomerIoSource|CustomerIoPlugin|ReadMetrics)")
        .check(CLASSES);
  }
}
