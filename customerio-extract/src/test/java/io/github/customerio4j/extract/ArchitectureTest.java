package io.github.customerio4j.extract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom, as docs/architecture.md says. */
class ArchitectureTest {
  private static final String BASE = "io.github.customerio4j.extract";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** The rooms that each room may use; a room that is not named uses no other. */
  private static final Map<String, List<String>> USES = new TreeMap<>();

  static {
    USES.put(
        "",
        List.of(
            "config",
            "report",
            "rows",
            "sink",
            "state",
            "engine",
            "engine.check",
            "engine.rows",
            "engine.run"));
    USES.put("rows", List.of("report", "catalog", "sink"));
    USES.put("config", List.of("sink", "catalog"));
    USES.put("fleet", List.of("", "config", "report", "sink", "state", "io"));
    USES.put("report", List.of("sink"));
    USES.put("sink", List.of());
    USES.put("sink.object", List.of());
    USES.put("sink.file", List.of("sink", "sink.object", "state", "io"));
    USES.put("sink.csv", List.of("sink", "sink.file"));
    USES.put("sink.jsonl", List.of("sink", "sink.file"));
    USES.put("sink.parquet", List.of("sink", "sink.file"));
    USES.put("sink.sql", List.of("sink", "sink.sql.postgres", "state", "io"));
    USES.put("sink.sql.postgres", List.of());
    USES.put("state", List.of("report", "io"));
    USES.put("catalog", List.of("sink"));
    USES.put("io", List.of());
    USES.put("engine.check", List.of("engine.page", "config", "report", "catalog"));
    List<String> row = List.of("catalog", "sink");
    USES.put("engine.row", row);
    USES.put("engine.spool", List.of("engine.row", "catalog", "sink", "io"));
    USES.put(
        "engine.run",
        List.of("engine.spool", "engine.row", "config", "report", "state", "catalog", "sink"));
    USES.put(
        "engine.commit",
        List.of(
            "engine.run",
            "engine.spool",
            "engine.row",
            "config",
            "state",
            "catalog",
            "sink",
            "io"));
    USES.put(
        "engine.page",
        List.of("engine.run", "engine.spool", "engine.row", "config", "catalog", "sink"));
    USES.put(
        "engine.source.window",
        List.of("engine.page", "engine.run", "engine.spool", "engine.row", "config"));
    List<String> source =
        List.of(
            "engine.source.window",
            "engine.commit",
            "engine.page",
            "engine.run",
            "engine.spool",
            "engine.row",
            "config",
            "report",
            "state",
            "catalog",
            "sink");
    USES.put("engine.source", source);
    USES.put(
        "engine.source.tree",
        Stream.concat(source.stream(), List.of("engine.source").stream()).toList());
    USES.put(
        "engine",
        Stream.concat(source.stream(), List.of("engine.source", "engine.source.tree").stream())
            .toList());
    USES.put(
        "engine.rows",
        Stream.concat(
                source.stream(),
                List.of("engine", "engine.source", "engine.source.tree", "rows", "io").stream())
            .toList());
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.customerio4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void roomsUseOnlyTheRoomsThatTheyMay() {
    LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : USES.keySet()) {
      rule = rule.layer(layer(room)).definedBy(room.isEmpty() ? BASE : BASE + "." + room);
    }
    for (Map.Entry<String, List<String>> room : USES.entrySet()) {
      String[] uses = room.getValue().stream().map(ArchitectureTest::layer).toArray(String[]::new);
      rule =
          uses.length == 0
              ? rule.whereLayer(layer(room.getKey())).mayNotAccessAnyLayer()
              : rule.whereLayer(layer(room.getKey())).mayOnlyAccessLayers(uses);
    }
    rule.check(CLASSES);
  }

  private static String layer(String room) {
    return room.isEmpty() ? "(root)" : room;
  }

  @Test
  void everyPackageIsARoom() {
    classes()
        .should()
        .resideInAnyPackage(
            USES.keySet().stream()
                .map(room -> room.isEmpty() ? BASE : BASE + "." + room)
                .toArray(String[]::new))
        .check(CLASSES);
  }

  /**
   * The engine is closed: what is public in it is public to its own packages, and to the entry
   * point with the classes behind it.
   */
  @Test
  void engineIsUsedByTheEntryPointOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE, BASE + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".engine..")
        .check(CLASSES);
  }

  /**
   * Classes of the engine use each other one way, so that each can be read on its own. The one
   * exception is parents and children: a batch of chains starts the batches of its children.
   */
  @Test
  void engineClassesHaveNoCycles() {
    slices().assignedFrom(new EngineClasses()).should().beFreeOfCycles().check(CLASSES);
  }

  /** A slice a top-level class of the engine; the named pair is one slice. */
  private static final class EngineClasses implements SliceAssignment {
    private static final Set<String> PARENTS_AND_CHILDREN = Set.of("ChainBatch", "ChildBatches");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      if (!type.getPackageName().startsWith(BASE + ".engine")) {
        return SliceIdentifier.ignore();
      }
      JavaClass top = type;
      while (top.getEnclosingClass().isPresent()) {
        top = top.getEnclosingClass().get();
      }
      // What Immutables generates is of the class that it is generated from.
      String name = top.getSimpleName().replaceFirst("^Immutable", "");
      return PARENTS_AND_CHILDREN.contains(name)
          ? SliceIdentifier.of("parents and children")
          : SliceIdentifier.of(top.getPackageName(), name);
    }

    @Override
    public String getDescription() {
      return "classes of the engine";
    }
  }

  @Test
  void sinksStateAndCatalogKnowNothingOfTheApi() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".sink..", BASE + ".state", BASE + ".catalog", BASE + ".io")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.customerio4j.client..")
        .check(CLASSES);
  }

  @Test
  void extractorIsTheOnlyEntryPoint() {
    classes()
        .that()
        .resideInAPackage(BASE)
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .haveSimpleName("Extractor")
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
