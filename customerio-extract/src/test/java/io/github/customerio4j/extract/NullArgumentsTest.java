package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.ColumnPattern;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.NewFile;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.MemoryStateStore;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Null for a parameter that does not take it is refused at once, by the parameter's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NullArgumentsTest {
  private static final String BASE = "io.github.customerio4j.extract";

  /** The packages for users; the root is the empty one. */
  private static final Set<String> PACKAGES =
      Set.of(
          "",
          ".config",
          ".report",
          ".rows",
          ".sink",
          ".sink.file",
          ".sink.object",
          ".sink.csv",
          ".sink.jsonl",
          ".sink.parquet",
          ".sink.sql",
          ".state");

  @TempDir Path folder;
  private final FakeWorkspace api;
  private final CustomerIo client;
  private final Map<String, Object> values = new TreeMap<>();

  NullArgumentsTest() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
  }

  @AfterAll
  void close() {
    client.close();
    api.close();
  }

  private static ParquetTable.Writer closedWriter(Path file) throws IOException {
    List<ParquetTable.Field> fields =
        List.of(new ParquetTable.Field(1, "id", DataType.INTEGER, 0, false));
    try (ParquetTable.Writer writer = ParquetTable.create(file, "t", fields, 1 << 20, Map.of())) {
      return writer;
    }
  }

  private void makeValues() throws IOException {
    TableSchema schema =
        TableSchema.builder()
            .name("t")
            .addColumns(Column.builder().name("id").originalKey("id").pointer("/id").build())
            .loadType(LoadType.FULL_LOAD)
            .build();
    TableSink sink = TableSink.collecting();
    add(
        "text",
        List.of("x"),
        Set.of("x"),
        Map.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        Duration.ofDays(1),
        Instant.EPOCH,
        folder,
        Clock.systemUTC(),
        new IOException("x"),
        new CustomerIoException("x", null),
        ColumnPattern.of("id"),
        ColumnPattern.of("id").column(),
        TableCatalog.messages(),
        new byte[1],
        new int[1],
        schema,
        schema.columns().get(0),
        ExtractionConfig.builder(),
        ExtractionConfig.everything().build(),
        HashKey.of("a-key-of-at-least-sixteen-bytes"),
        RefreshSchedule.standard(),
        RefreshSchedule.builder(),
        new MemoryStateStore(),
        new FileStateStore(folder.resolve("state.json")),
        ExtractionState.empty(),
        RowQuery.of("campaigns").build(),
        RowQuery.of("campaigns"),
        new RowPart("whole", 1),
        client,
        sink,
        Extractor.builder(),
        Extractor.builder().client(client).sink(sink).build(),
        new WrittenTable("t", "here", 0),
        new TableSink.Targets(Set.of(), Set.of(), LoadType.FULL_LOAD),
        new TableSink.RunFacts(Instant.EPOCH, Instant.EPOCH, List.of(), Optional.empty()),
        new Row.OwnTexts(List.of(), new int[0], (kind, text, from, to) -> false),
        CsvFormat.standard(),
        JsonlFormat.plain(),
        ParquetFormat.standard(),
        FileSink.builder(folder, CsvFormat.standard()),
        FileSink.builder(folder, CsvFormat.standard()).build(),
        new FolderStore(folder.resolve("bucket")),
        FileSink.builder(new FolderStore(folder.resolve("bucket")), CsvFormat.standard()),
        FileSink.builder(new FolderStore(folder.resolve("bucket")), CsvFormat.standard()).build(),
        closedWriter(folder.resolve("t.parquet")),
        new SinkProvider.Options(Map.of(), Typing.TYPED, Optional.empty()),
        SqlSink.duckDb(folder.resolve("x.duckdb")),
        SqlSink.duckDb(folder.resolve("x.duckdb")).build(),
        new NewFile(schema, folder, Optional.empty()));
  }

  private void add(Object... all) {
    for (Object one : all) {
      values.put(one.getClass().getName(), one);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyParameterOfEveryPublicMethod() throws Exception {
    makeValues();
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      Stream<Executable> members =
          Stream.concat(
              Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()));
      members.filter(this::isForUsers).forEach(member -> tests.addAll(tests(type, member)));
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private boolean isForUsers(Executable member) {
    Class<?> type = member.getDeclaringClass();
    boolean isCallback =
        ExtractionListener.class.isAssignableFrom(type)
            && member instanceof Method
            && !Modifier.isStatic(member.getModifiers());
    boolean isToBeImplemented = type.isInterface() && !Modifier.isStatic(member.getModifiers());
    return Modifier.isPublic(member.getModifiers())
        && !member.isSynthetic()
        && !isCallback
        && !isToBeImplemented
        && !(type.isEnum() && member.getName().equals("valueOf"))
        && !(type.isRecord() && member.getName().equals("equals"));
  }

  private List<DynamicTest> tests(Class<?> type, Executable member) {
    List<DynamicTest> tests = new ArrayList<>();
    Parameter[] parameters = member.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].getType().isPrimitive()
          || parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        continue;
      }
      int missing = i;
      tests.add(
          DynamicTest.dynamicTest(
              type.getName().substring(BASE.length() + 1)
                  + "."
                  + (member instanceof Method ? member.getName() : "new")
                  + " without "
                  + parameters[i].getName(),
              () -> refuses(member, missing)));
    }
    return tests;
  }

  private void refuses(Executable member, int missing) {
    Parameter[] parameters = member.getParameters();
    @Nullable Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      arguments[i] = i == missing ? null : value(parameters[i].getType());
    }
    Throwable thrown = catchThrowable(() -> call(member, arguments));

    assertThat(parameters[missing].isNamePresent()).as("compiled with -parameters").isTrue();
    assertThat(thrown)
        .isInstanceOf(NullPointerException.class)
        .hasMessageMatching("(?s)(.*\\W)?" + parameters[missing].getName() + "(\\W.*)?");
  }

  private void call(Executable member, @Nullable Object[] arguments) throws Throwable {
    try {
      if (member instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else if (member instanceof Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        method.invoke(isStatic ? null : value(method.getDeclaringClass()), arguments);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object value(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 1.0;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    Optional<Object> known = values.values().stream().filter(type::isInstance).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          NullArgumentsTest.class.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> null);
    }
    throw new IllegalArgumentException("Add a value of " + type + " to this test");
  }

  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Extractor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        String name =
            classes.relativize(file).toString().replaceAll("[/\\\\]", ".").replace(".class", "");
        if (name.startsWith(BASE) && !name.endsWith("-info")) {
          Class<?> type = loaded(name);
          if (PACKAGES.contains(type.getPackageName().substring(BASE.length())) && isPublic(type)) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void builderWithoutClientSaysWhatIsMissing() {
    assertThat(catchThrowable(() -> Extractor.builder().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot build an extractor: it has no client. Set it on the builder.");
  }
}
