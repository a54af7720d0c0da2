package io.github.customerio4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".examples";
  private static final String BENCH = BASE + ".bench";
  private static final String DEMO = BASE + ".demo";
  private static final String CLI = BASE + ".cli";
  private static final String KEBOOLA = BASE + ".keboola";
  private static final String SAMPLES = BASE + ".samples";
  private static final String SANDBOX = BASE + ".sandbox";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LIBRARY);

  /** A judge that shared code with the judged would share its mistakes. */
  @Test
  void sandboxDependsOnNothingOfOurs() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .should()
            .dependOnClassesThat(
                resideInAPackage(LIBRARY + "..")
                    .and(DescribedPredicate.not(resideInAPackage(SANDBOX))));
    rule.check(CLASSES);
  }

  @Test
  void programsDoNotKnowEachOther() {
    ArchRule rule =
        CompositeArchRule.of(usedByMainOnly(DEMO))
            .and(usedByMainOnly(BENCH))
            .and(usedByMainOnly(CLI))
            .and(usedByMainOnly(KEBOOLA))
            .and(usedByMainOnly(SAMPLES));
    rule.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    ArchRule rule = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  /** What runs in production carries no test double with it. */
  @Test
  void whatRunsInProductionDoesNotUseTheSandbox() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(CLI, KEBOOLA)
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
            .resideInAPackage(BASE + ".showing");
    rule.check(CLASSES);
  }

  /** The bench measures the engine's parts; everybody else sees the engine as users do. */
  @Test
  void engineIsOpenedByTheBenchOnly() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .and()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARY + ".extract.record", LIBRARY + ".extract.plan");
    rule.check(CLASSES);
  }

  @Test
  void onlyCommandsArePublic() {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(BENCH, DEMO, CLI, KEBOOLA)
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
}
