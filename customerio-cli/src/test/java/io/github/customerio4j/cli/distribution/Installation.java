package io.github.customerio4j.cli.distribution;

import io.github.customerio4j.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The launcher in a folder with the layout of the archive. Its jar has only a manifest with the
 * class path of the tests, so that nothing has to be packaged first.
 *
 * @param home the folder of the installation
 */
record Installation(Path home) {
  static final Path LAUNCHER = Path.of("src/main/dist/bin/customerio");

  /** The result of a launcher. */
  record LauncherResult(int code, String out, String err, long pid) {}

  static Installation in(Path home) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.copy(LAUNCHER, bin.resolve("customerio"));
    makeExecutable(bin.resolve("customerio"));
    Path lib = Files.createDirectories(home.resolve("lib"));
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    entries.put(Attributes.Name.CLASS_PATH, classPath());
    OutputStream jar = Files.newOutputStream(lib.resolve("customerio.jar"));
    new JarOutputStream(jar, manifest).close();
    return new Installation(home);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  Path launcher() {
    return home.resolve("bin/customerio");
  }

  /** A script that replaces Java: it prints this version, or its process id and its arguments. */
  static Path fakeJava(Path folder, String version) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion=1' >&2
          echo '%s' >&2
          exit
        fi
        echo "pid $$"
        printf '<%%s>\\n' "$@"
        """
            .formatted(version));
    makeExecutable(java);
    return folder;
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs a launcher in that folder, with only that environment. */
  static LauncherResult run(
      Path folder, Path launcher, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(Arrays.asList(options));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    int code = process.waitFor();
    return new LauncherResult(code, Files.readString(out), Files.readString(err), process.pid());
  }
}
