package io.github.customerio4j.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies that docs/architecture.md allows. */
class ArchitectureTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".micrometer";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** A listener needs the reports and the client's values, and nothing of the engine. */
  @Test
  void metricsDependOnListenersAndMicrometerOnly() {
    classes()
        .that()
        .resideInAPackage(BASE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE,
            LIBRARY + ".extract.report",
            LIBRARY + ".client",
            "io.micrometer.core.instrument",
            "java..",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void onlyListenersArePublic() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .haveSimpleNameEndingWith("Metrics")
        .check(CLASSES);
  }
}
