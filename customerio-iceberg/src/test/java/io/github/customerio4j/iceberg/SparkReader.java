package io.github.customerio4j.iceberg;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spark with Iceberg's own runtime, in a process of its own: its libraries are not those of the
 * tests. The build writes its class path to a file.
 */
final class SparkReader implements Closeable {
  private static final List<String> OPENED =
      List.of(
          "lang",
          "lang.invoke",
          "lang.reflect",
          "io",
          "net",
          "nio",
          "util",
          "util.concurrent",
          "util.concurrent.atomic");

  private final Process process;
  private final Path folder;
  private final Path log;
  private final BufferedReader answers;
  private final PrintStream queries;

  private SparkReader(Process process, Path folder, Path log) {
    this.process = process;
    this.folder = folder;
    this.log = log;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.queries = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** What a query gives: types by the names of the columns, and rows. */
  record Result(Map<String, String> types, List<List<@Nullable String>> rows) {
    /** The only cell of the result. */
    @Nullable String cell() {
      return rows.get(0).get(0);
    }

    /** Each row by the names of the columns, without those that are null. */
    List<Map<String, String>> named() {
      List<String> names = List.copyOf(types.keySet());
      List<Map<String, String>> named = new ArrayList<>();
      for (List<@Nullable String> row : rows) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          String text = row.get(i);
          if (text != null) {
            cells.put(names.get(i), text);
          }
        }
        named.add(cells);
      }
      return named;
    }
  }

  /** Starts Spark on a {@link LocalWarehouse} of a folder. */
  static SparkReader start(Path warehouse) throws IOException {
    Path folder = Files.createDirectories(warehouse.resolve("spark"));
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Duser.timezone=Asia/Kolkata");
    command.add("-Dderby.system.home=" + folder);
    OPENED.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    for (String name : List.of("nio.ch", "nio.cs", "security.action", "util.calendar")) {
      command.add("--add-opens=java.base/sun." + name + "=ALL-UNNAMED");
    }
    command.add("--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED");
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-cp");
    command.add(Files.readString(Path.of("target/spark.classpath")).strip());
    command.add(program().toString());
    command.add(warehouse.resolve("catalog.db").toString());
    command.add(warehouse.resolve("warehouse").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new SparkReader(builder.start(), folder, log);
  }

  private static Path program() throws IOException {
    URL program = Objects.requireNonNull(SparkReader.class.getResource("ReadBySpark.java"));
    try {
      return Path.of(program.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Answers a query of Spark's SQL; the catalog is {@code local}. */
  Result query(String sql) throws IOException {
    Path file = folder.resolve("rows");
    queries.println(file + "\t" + sql);
    String answer = answers.readLine();
    if (!"done".equals(answer)) {
      throw new IOException(
          "Spark does not answer %s: %s%n%s".formatted(sql, answer, Files.readString(log)));
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return result(in);
    }
  }

  private static Result result(DataInputStream in) throws IOException {
    int columns = in.readInt();
    Map<String, String> types = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      types.put(in.readUTF(), in.readUTF());
    }
    int count = in.readInt();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable String> row = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        row.add(text(in, in.readInt()));
      }
      rows.add(row);
    }
    return new Result(types, rows);
  }

  private static @Nullable String text(InputStream in, int bytes) throws IOException {
    return bytes < 0 ? null : new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    queries.close();
    process.destroy();
    answers.close();
  }
}
