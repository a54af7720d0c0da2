package io.github.customerio4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private static final String LIBRARY = "io.github.customerio4j";
  private static final String BASE = LIBRARY + ".cli";
  private static final String DEMO = BASE + ".demo";
  private static final String COMMANDS = BASE + ".command";
  private static final String KEBOOLA = BASE + ".keboola";
  private static final String SANDBOX = LIBRARY + ".sandbox";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LIBRARY);

  @Test
  void programsDoNotKnowEachOther() {
    ArchRule rule =
        CompositeArchRule.of(usedByMainOnly(DEMO))
            .and(usedByMainOnly(COMMANDS))
            .and(usedByMainOnly(KEBOOLA));
    rule.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    ArchRule rule = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  /** What runs in production carries no test double with it. */
  @Test
  void commandsDoNotUseTheSandbox() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(COMMANDS, KEBOOLA)
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
            .resideInAPackage(BASE + ".runview");
    rule.check(CLASSES);
  }

  @Test
  void engineIsClosed() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARY + ".extract.engine..", LIBRARY + ".extract.io");
    rule.check(CLASSES);
  }

  @Test
  void onlyCommandsArePublic() {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(DEMO, COMMANDS, KEBOOLA)
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
