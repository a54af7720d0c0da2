package io.github.customerio4j.extract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may use whom, as docs/architecture.md says. */
class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.extract";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.customerio4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesLookOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("extract")
        .definedBy(BASE)
        .layer("record")
        .definedBy(BASE + ".record")
        .layer("plan")
        .definedBy(BASE + ".plan")
        .layer("table")
        .definedBy(BASE + ".table")
        .layer("state")
        .definedBy(BASE + ".state")
        .layer("lock")
        .definedBy(BASE + ".lock")
        .layer("write")
        .definedBy(BASE + ".write")
        .layer("file")
        .definedBy(BASE + ".write.file")
        .layer("csv")
        .definedBy(BASE + ".write.csv")
        .layer("jsonl")
        .definedBy(BASE + ".write.jsonl")
        .layer("typed")
        .definedBy(BASE + ".write.typed")
        .layer("parquet")
        .definedBy(BASE + ".write.parquet")
        .layer("sql")
        .definedBy(BASE + ".write.sql")
        .whereLayer("sql")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("extract")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("record")
        .mayOnlyBeAccessedByLayers("extract")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("extract")
        .whereLayer("file")
        .mayOnlyBeAccessedByLayers("csv", "jsonl", "parquet")
        .whereLayer("typed")
        .mayOnlyBeAccessedByLayers("parquet", "sql")
        .whereLayer("parquet")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("csv")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("jsonl")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("table")
        .mayOnlyBeAccessedByLayers("extract", "record")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers("extract", "record", "sql")
        .whereLayer("lock")
        .mayOnlyBeAccessedByLayers("record", "state", "file", "sql")
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers(
            "extract", "record", "table", "file", "csv", "jsonl", "parquet", "typed", "sql")
        .check(CLASSES);
  }

  @Test
  void sinksAndStateKnowNothingOfTheApi() {
    noClasses()
        .that()
        .resideInAnyPackage(
            BASE + ".write..", BASE + ".state", BASE + ".plan", BASE + ".table", BASE + ".lock")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.customerio4j.client..")
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
            ".*\\.(Extractor|Extraction(Config|Plan|Start|Report|Listener|Exception)|Table(Plan|Report)|TableFailure|SourceProgress|History"
                + "|LoggingListener|(Messages|MessageBodies|Metrics|Activities|Customers|SegmentCustomers)"
                + "Selection)")
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
