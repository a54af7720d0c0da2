package io.github.customerio4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

@AnalyzeClasses(
    packages = "io.github.customerio4j",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".examples";
  private static final String BENCH = BASE + ".bench";
  private static final String DEMO = BASE + ".demo";
  private static final String KEBOOLA = BASE + ".keboola";
  private static final String SAMPLES = BASE + ".samples";
  private static final String SANDBOX = BASE + ".sandbox";

  /** A judge that shared code with the judged would share its mistakes. */
  @ArchTest
  static final ArchRule SANDBOX_DEPENDS_ON_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(SANDBOX)
          .should()
          .dependOnClassesThat(
              resideInAPackage(LIBRARY + "..")
                  .and(DescribedPredicate.not(resideInAPackage(SANDBOX))));

  @ArchTest
  static final ArchRule PROGRAMS_DO_NOT_KNOW_EACH_OTHER =
      CompositeArchRule.of(usedByMainOnly(DEMO))
          .and(usedByMainOnly(BENCH))
          .and(usedByMainOnly(KEBOOLA))
          .and(usedByMainOnly(SAMPLES));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(BASE + "(**)").should().beFreeOfCycles();

  /** What runs in production carries no test double with it. */
  @ArchTest
  static final ArchRule COMPONENT_DOES_NOT_USE_THE_SANDBOX =
      noClasses()
          .that()
          .resideInAPackage(KEBOOLA)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SANDBOX);

  /** The bench measures the engine's parts; everybody else sees the engine as users do. */
  @ArchTest
  static final ArchRule ENGINE_IS_OPENED_BY_THE_BENCH_ONLY =
      noClasses()
          .that()
          .resideInAPackage(BASE + "..")
          .and()
          .resideOutsideOfPackage(BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LIBRARY + ".extract.record", LIBRARY + ".extract.plan");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_ARE_PUBLIC =
      classes()
          .that()
          .resideInAnyPackage(BENCH, DEMO, KEBOOLA)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveSimpleNameEndingWith("Command");

  private static ArchRule usedByMainOnly(String program) {
    return classes()
        .that()
        .resideInAPackage(program)
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(program, BASE);
  }
}
