import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Unpacks the distribution as a user would, and starts it: by its launcher from another folder, and
 * by its jar. Ends with 1 and a reason where something does not work.
 */
final class Distribution {
  private static final Map<String, Object> WITH_RIGHTS =
      Map.of("enablePosixFileAttributes", "true");
  private static final List<String> EXPECTED =
      List.of("README.md", "SECURITY.md", "LICENSE", "docs/deployment.md", "docs/decisions", "lib");

  private Distribution() {}

  /** Arguments: the zip, and the version that it claims to be. */
  public static void main(String[] arguments) throws Exception {
    Path zip = Path.of(arguments[0]).toAbsolutePath();
    String version = arguments[1];
    Path folder = Files.createTempDirectory("customerio distribution ");
    try {
      check(zip, version, folder);
    } finally {
      delete(folder);
    }
    System.out.println(
        "[INFO] " + zip.getFileName() + " starts, " + Files.size(zip) / 1_000_000 + " MB");
  }

  private static void check(Path zip, String version, Path folder) throws Exception {
    unpack(zip, folder);
    Path home = folder.resolve("customerio-" + version);
    for (String name : EXPECTED) {
      require(Files.exists(home.resolve(name)), "there is no " + name);
    }
    Path launcher = home.resolve("bin/customerio");
    require(Files.isExecutable(launcher), "bin/customerio may not be executed");
    requireLibraries(home.resolve("lib"));
    String javaHome = System.getProperty("java.home");
    String byLauncher = output(folder, javaHome, List.of(launcher.toString(), "--version"));
    require(byLauncher.contains(version), "--version says " + byLauncher);
    String byJar =
        output(
            home,
            javaHome,
            List.of(javaHome + "/bin/java", "-jar", "lib/customerio.jar", "--help"));
    require(byJar.contains("extract"), "--help says " + byJar);
  }

  /** A library under another name than the manifest gives it would be missed when it is needed. */
  private static void requireLibraries(Path lib) throws IOException {
    try (JarFile jar = new JarFile(lib.resolve("customerio.jar").toFile());
        Stream<Path> there = Files.list(lib)) {
      String named = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      Set<String> wanted = new TreeSet<>(List.of(named.split(" ")));
      wanted.add("customerio.jar");
      Set<String> found = new TreeSet<>();
      there.forEach(file -> found.add(file.getFileName().toString()));
      require(found.equals(wanted), "lib holds " + found + ", the manifest names " + wanted);
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (FileSystem archive =
            FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), WITH_RIGHTS);
        Stream<Path> entries = Files.walk(archive.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries.skip(1)::iterator) {
        Path target = folder.resolve(entry.toString().substring(1));
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entry, target);
          Object rights = Files.getAttribute(entry, "zip:permissions");
          if (rights != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setAttribute(target, "posix:permissions", rights);
          }
        }
      }
    }
  }

  private static String output(Path folder, String javaHome, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("JAVA_HOME", javaHome);
    builder.environment().remove("JAVA_OPTS");
    int code = builder.start().waitFor();
    String text = Files.readString(out);
    require(code == 0, String.join(" ", command) + " ended with " + code + ": " + text);
    return text;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalStateException("The distribution does not work: " + reason);
    }
  }
}
