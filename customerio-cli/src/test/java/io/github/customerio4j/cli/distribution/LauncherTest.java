package io.github.customerio4j.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.distribution.Installation.LauncherResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script of a POSIX shell")
class LauncherTest {
  private static final Map<String, String> THIS_JAVA =
      Map.of("JAVA_HOME", System.getProperty("java.home"));
  private static final String JAVA_17 = "openjdk version \"17.0.15\" 2025-04-15";
  private static final String HOTSPOT_17 =
      JAVA_17 + "\nOpenJDK 64-Bit Server VM (build 17.0.15+6, mixed mode, sharing)";
  private static final String NOT_OPTIMIZING = "-XX:TieredStopAtLevel=1";
  private static final List<String> LATE_OPTIMIZING =
      List.of(
          "-XX:Tier4InvocationThreshold=500000",
          "-XX:Tier4MinInvocationThreshold=60000",
          "-XX:Tier4CompileThreshold=1500000",
          "-XX:Tier4BackEdgeThreshold=4000000");

  @TempDir Path folder;
  private Installation installed = new Installation(Path.of(""));
  private Path elsewhere = Path.of("");

  @BeforeEach
  void install() throws IOException {
    installed = Installation.in(folder.resolve("a folder's $HOME/customerio"));
    elsewhere = Files.createDirectory(folder.resolve("else where"));
  }

  @Test
  void programStartsFromAnotherFolder() throws Exception {
    LauncherResult outcome = Installation.run(elsewhere, installed.launcher(), THIS_JAVA, "--help");

    assertThat(outcome.err()).as("standard error").isEmpty();
    assertThat(outcome.code()).as("exit code").isZero();
    assertThat(outcome.out()).contains("Usage:", "extract", "keboola");
  }

  @Test
  void exitCodeIsThatOfTheProgram() throws Exception {
    LauncherResult outcome =
        Installation.run(elsewhere, installed.launcher(), THIS_JAVA, "extract", "--to", "nowhere");

    assertThat(outcome.code()).as("exit code").isEqualTo(1);
    assertThat(outcome.err()).contains("nowhere");
  }

  @Test
  void programStartsThroughSymbolicLinks() throws Exception {
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), installed.launcher());
    Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../absolute"));

    assertThat(Installation.run(elsewhere, absolute, THIS_JAVA, "--version").out())
        .startsWith("customerio4j ");
    assertThat(Installation.run(folder, relative, THIS_JAVA, "--version").out())
        .startsWith("customerio4j ");
  }

  @Test
  void argumentsAndOptionsArePassedUnchanged() throws Exception {
    Path java = Installation.fakeJava(folder.resolve("Java 17"), JAVA_17);
    Map<String, String> environment =
        Map.of("JAVA_HOME", java.toString(), "JAVA_OPTS", "-Xmx64m  -Dall=*");

    LauncherResult outcome =
        Installation.run(
            elsewhere, installed.launcher(), environment, "extract", "a b", "", "*", "$HOME");

    Path jar = installed.home().toRealPath().resolve("lib/customerio.jar");
    assertThat(outcome.out().lines().skip(1))
        .containsExactly(
            "<-Xmx64m>",
            "<-Dall=*>",
            "<-jar>",
            "<" + jar + ">",
            "<extract>",
            "<a b>",
            "<>",
            "<*>",
            "<$HOME>");
  }

  @Test
  void librariesThatTheUserAddsComeBehindTheProgramsOwn() throws Exception {
    Path java = Installation.fakeJava(folder.resolve("Java 17"), JAVA_17);
    Files.createDirectory(installed.home().resolve("ext"));

    LauncherResult outcome =
        Installation.run(
            elsewhere,
            installed.launcher(),
            Map.of("JAVA_HOME", java.toString()),
            "extract",
            "--to",
            "csv:gs://lake/crm");

    Path home = installed.home().toRealPath();
    assertThat(outcome.out().lines().skip(1))
        .containsExactly(
            "<-cp>",
            "<" + home.resolve("lib/customerio.jar") + ":" + home + "/ext/*>",
            "<io.github.customerio4j.cli.Main>",
            "<extract>",
            "<--to>",
            "<csv:gs://lake/crm>");
  }

  @Test
  void storeOfAnotherCloudIsFoundAmongThem() throws Exception {
    Path ext = Files.createDirectory(installed.home().resolve("ext"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(ext.resolve("store.jar")))) {
      jar.putNextEntry(
          new ZipEntry(
              "META-INF/services/io.github.customerio4j.extract.sink.object.ObjectStoreProvider"));
      jar.write("com.example.NotThere".getBytes(StandardCharsets.UTF_8));
    }

    LauncherResult outcome =
        Installation.run(
            elsewhere,
            installed.launcher(),
            THIS_JAVA,
            "extract",
            "--to",
            "csv:gs://lake/crm",
            "--tables",
            "campaigns");

    assertThat(outcome.code()).as("exit code").isEqualTo(1);
    assertThat(outcome.err())
        .contains("Cannot open bucket gs://lake/crm: a store on the class path cannot be loaded")
        .contains("com.example.NotThere");
  }

  @Test
  void optionsThatSaveCpuTimeComeBeforeTheUsers() throws Exception {
    assertThat(optionsOf(HOTSPOT_17, Map.of("JAVA_OPTS", "-Xmx64m")))
        .containsExactly(NOT_OPTIMIZING, "-XX:+UseSerialGC", "-Xmx64m", "-jar");
  }

  @Test
  void fleetIsOptimizedLate() throws Exception {
    List<String> expected = new ArrayList<>(LATE_OPTIMIZING);
    expected.addAll(List.of("-XX:+UseSerialGC", "-jar"));

    assertThat(optionsOf(HOTSPOT_17, Map.of(), "fleet")).isEqualTo(expected);
    assertThat(optionsOf(HOTSPOT_17, Map.of("JAVA_OPTS", "-Xint"), "fleet"))
        .containsExactly("-XX:+UseSerialGC", "-Xint", "-jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
  void collectorOfTheUserReplacesOurs(String variable) throws Exception {
    assertThat(optionsOf(HOTSPOT_17, Map.of(variable, "-Xmx1g -XX:+UseG1GC")))
        .contains(NOT_OPTIMIZING)
        .doesNotContain("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:TieredStopAtLevel=1",
        "-XX:-TieredCompilation",
        "-Xint",
        "-XX:+UseJVMCICompiler"
      })
  void compilerOfTheUserReplacesOurs(String option) throws Exception {
    assertThat(optionsOf(HOTSPOT_17, Map.of("JDK_JAVA_OPTIONS", option)))
        .containsExactly("-XX:+UseSerialGC", "-jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@options", "-Xmx1g @options", "-XX:VMOptionsFile=options"})
  void filesOfOptionsReplaceAllOfOurs(String option) throws Exception {
    assertThat(optionsOf(HOTSPOT_17, Map.of("JDK_JAVA_OPTIONS", option))).containsExactly("-jar");
  }

  @Test
  void otherVirtualMachinesGetNoneOfOurs() throws Exception {
    assertThat(optionsOf(JAVA_17 + "\nEclipse OpenJ9 VM (build 0.51)", Map.of()))
        .containsExactly("-jar");
  }

  @Test
  void archiveOfClassesIsUsedByItsJavaOnly() throws Exception {
    Path archive = installed.home().resolve("lib/classes-17.jsa");
    Files.createFile(archive);

    assertThat(optionsOf(HOTSPOT_17, Map.of()))
        .startsWith("-XX:SharedArchiveFile=" + archive.toRealPath(), "-Xlog:cds*=off");
    assertThat(optionsOf(HOTSPOT_17.replace("17.0.15", "21.0.2"), Map.of()))
        .startsWith(NOT_OPTIMIZING);
    assertThat(optionsOf(HOTSPOT_17, Map.of("JAVA_OPTS", "-XX:ArchiveClassesAtExit=x")))
        .startsWith(NOT_OPTIMIZING);
  }

  /** What a replaced Java gets before the jar. */
  private List<String> optionsOf(String version, Map<String, String> variables) throws Exception {
    return optionsOf(version, variables, "demo");
  }

  private List<String> optionsOf(String version, Map<String, String> variables, String command)
      throws Exception {
    Path java = Installation.fakeJava(folder.resolve("fake"), version);
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("JAVA_HOME", java.toString());
    List<String> arguments =
        Installation.run(elsewhere, installed.launcher(), environment, command)
            .out()
            .lines()
            .skip(1)
            .map(argument -> argument.substring(1, argument.length() - 1))
            .toList();
    return arguments.subList(0, arguments.indexOf("-jar") + 1);
  }

  @Test
  void unusableArchiveOfClassesIsIgnoredWithoutAWord() throws Exception {
    Path archive = installed.home().resolve("lib/classes-" + Runtime.version().feature() + ".jsa");
    Files.writeString(archive, "no archive");

    LauncherResult outcome =
        Installation.run(elsewhere, installed.launcher(), THIS_JAVA, "--version");

    assertThat(outcome.code()).as("exit code").isZero();
    assertThat(outcome.err()).as("standard error").isEmpty();
    assertThat(outcome.out()).startsWith("customerio4j ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC -XX:TieredStopAtLevel=1", "-Xmx32m"})
  void programStartsWithTheUsersOptions(String options) throws Exception {
    for (String variable : List.of("JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      Map<String, String> environment = new HashMap<>(THIS_JAVA);
      environment.put(variable, options);

      LauncherResult outcome =
          Installation.run(elsewhere, installed.launcher(), environment, "--version");

      assertThat(outcome.code()).as(variable).isZero();
      assertThat(outcome.out()).startsWith("customerio4j ");
    }
  }

  @Test
  void programReplacesTheShellSoThatSignalsReachIt() throws Exception {
    Path java = Installation.fakeJava(folder.resolve("17"), JAVA_17);

    LauncherResult outcome =
        Installation.run(
            elsewhere, installed.launcher(), Map.of("JAVA_HOME", java.toString()), "demo");

    assertThat(outcome.out()).startsWith("pid " + outcome.pid() + "\n");
  }

  @ParameterizedTest
  @CsvSource({"'java version \"1.8.0_202\"', 8", "'openjdk version \"11.0.2\" 2019-01-15', 11"})
  void oldJavaIsRefusedWithRemedy(String version, String number) throws Exception {
    Path java = Installation.fakeJava(folder.resolve("old"), version);

    LauncherResult outcome =
        Installation.run(elsewhere, installed.launcher(), Map.of("JAVA_HOME", java.toString()));

    assertThat(outcome.code()).as("exit code").isEqualTo(1);
    assertThat(outcome.out()).as("standard output").isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot start customerio: \"%s/bin/java\" is Java %s. Install Java 17 or later, or set"
                    .formatted(java, number)
                + " JAVA_HOME to the folder of one.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openjdk version \"17\"", "openjdk version \"25-ea\" 2025-09-16"})
  void newerJavaIsAccepted(String version) throws Exception {
    Path java = Installation.fakeJava(folder.resolve("new"), version);

    LauncherResult outcome =
        Installation.run(elsewhere, installed.launcher(), Map.of("JAVA_HOME", java.toString()));

    assertThat(outcome.code()).as("exit code").isZero();
  }

  @Test
  void javaHomeWithoutJavaIsRefused() throws Exception {
    LauncherResult outcome =
        Installation.run(
            elsewhere, installed.launcher(), Map.of("JAVA_HOME", elsewhere.toString()));

    assertThat(outcome.code()).as("exit code").isEqualTo(1);
    assertThat(outcome.err())
        .contains("JAVA_HOME is \"" + elsewhere + "\"", "Install Java 17 or later");
  }

  @Test
  void javaOnThePathIsUsedWithoutJavaHome() throws Exception {
    Path java = Installation.fakeJava(folder.resolve("on the path"), JAVA_17);
    Map<String, String> environment = Map.of("PATH", java.resolve("bin") + ":/usr/bin:/bin");

    LauncherResult outcome = Installation.run(elsewhere, installed.launcher(), environment, "demo");

    assertThat(outcome.out()).contains("<demo>");
  }

  @Test
  void missingJavaIsReported() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : new String[] {"sh", "dirname", "readlink", "sed"}) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin").resolve(tool));
    }

    LauncherResult outcome =
        Installation.run(elsewhere, installed.launcher(), Map.of("PATH", tools.toString()));

    assertThat(outcome.code()).as("exit code").isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("Cannot start customerio: there is no java on the PATH. Install Java 17");
  }
}
