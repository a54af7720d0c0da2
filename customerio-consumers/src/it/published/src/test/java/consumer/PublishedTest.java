package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** What is published has what Maven Central requires, and what a strict compiler accepts. */
class PublishedTest {
  private static final Path FOLDER = Path.of("target/published");
  private static final String BASE = "io.github.customerio4j.";

  /** Whatever else has a class is for users, and so exported. */
  private static final Map<String, Set<String>> INTERNAL =
      Map.of(
          "customerio-client",
          Set.of("client.http", "client.json", "client.model"),
          "customerio-extract",
          Set.of(
              "extract.engine",
              "extract.engine.check",
              "extract.engine.commit",
              "extract.engine.page",
              "extract.engine.row",
              "extract.engine.rows",
              "extract.engine.run",
              "extract.engine.source",
              "extract.engine.source.tree",
              "extract.engine.source.window",
              "extract.engine.spool",
              "extract.io",
              "extract.sink.sql.postgres"),
          "customerio-sandbox",
          Set.of("sandbox.data", "sandbox.http", "sandbox.wire"),
          "customerio-micrometer",
          Set.of());

  @ParameterizedTest
  @ValueSource(strings = {"customerio4j-parent", "customerio-bom"})
  void pomWithoutParentIsComplete(String artifact) throws Exception {
    Document pom = pom(artifact);
    for (String field :
        List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "issueManagement/url")) {
      assertFalse(text(pom, field).isBlank(), field);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customerio-client",
        "customerio-extract",
        "customerio-sandbox",
        "customerio-micrometer"
      })
  void libraryIsComplete(String artifact) throws Exception {
    Document pom = pom(artifact);
    assertEquals("customerio4j-parent", text(pom, "parent/artifactId"));
    assertFalse(text(pom, "name").isBlank());
    assertFalse(text(pom, "description").isBlank());
    Set<String> sources = entries(artifact + "-sources.jar");
    Set<String> pages = entries(artifact + "-javadoc.jar");
    assertTrue(pages.contains("index.html"));
    for (Class<?> type : exportedTypes(artifact)) {
      String path = type.getName().replace('.', '/');
      if (type.getEnclosingClass() == null) {
        assertTrue(sources.contains(path + ".java"), path);
      }
      assertTrue(pages.contains(path.replace('$', '.') + ".html"), path);
    }
    Set<String> files = entries(artifact + ".jar");
    assertTrue(files.contains("META-INF/LICENSE"));
    assertEquals(INTERNAL.get(artifact), packagesNotExported(artifact));
  }

  /** No annotation of a library that users do not have makes their compiler warn. */
  @Test
  void everyPublicMethodCompilesWithoutWarning(@TempDir Path folder) throws Exception {
    StringBuilder source = new StringBuilder("final class Every {\n  private Every() {}\n");
    int number = 0;
    for (Class<?> type :
        exportedTypes(
            "customerio-client",
            "customerio-extract",
            "customerio-sandbox",
            "customerio-micrometer")) {
      source.append(
          "  static final Class<?> T%d = %s.class;\n".formatted(number++, type.getCanonicalName()));
      for (Method method : type.getDeclaredMethods()) {
        if (isCallable(type, method)) {
          source.append(
              "  static void m%d(%s value) throws Throwable { value.%s(); }\n"
                  .formatted(number++, type.getCanonicalName(), method.getName()));
        }
      }
    }
    source.append("}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-Xlint:all",
                    "-Werror",
                    "--release",
                    "17",
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                List.of(inMemory(source.toString())))
            .call();
    assertTrue(number > 500, "types and methods: " + number);
    assertTrue(compiled, messages.toString());
  }

  private static boolean isCallable(Class<?> type, Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && method.getParameterCount() == 0
        && method.getAnnotation(Deprecated.class) == null
        && type.getTypeParameters().length == 0
        && !type.isAnnotation();
  }

  /** The public types of the packages that the artifacts' modules export. */
  private static List<Class<?>> exportedTypes(String... artifacts)
      throws IOException, ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    for (String artifact : artifacts) {
      Path jar = FOLDER.resolve(artifact + ".jar");
      ModuleDescriptor module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
      assertFalse(module.isAutomatic());
      Set<String> exported =
          module.exports().stream()
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toSet());
      for (String file : new TreeSet<>(entries(artifact + ".jar"))) {
        if (file.endsWith(".class") && !file.endsWith("-info.class")) {
          String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
          if (exported.contains(name.substring(0, name.lastIndexOf('.')))) {
            Class<?> type = Class.forName(name, false, PublishedTest.class.getClassLoader());
            if (isPublic(type)) {
              types.add(type);
            }
          }
        }
      }
    }
    assertFalse(types.isEmpty());
    return types;
  }

  private static Set<String> packagesNotExported(String artifact) throws IOException {
    ModuleDescriptor module =
        ModuleFinder.of(FOLDER.resolve(artifact + ".jar")).findAll().iterator().next().descriptor();
    Set<String> packages = new TreeSet<>();
    for (String file : entries(artifact + ".jar")) {
      if (file.endsWith(".class") && !file.startsWith("META-INF/")) {
        packages.add(file.substring(0, file.lastIndexOf('/')).replace('/', '.'));
      }
    }
    module.exports().forEach(exported -> packages.remove(exported.source()));
    return packages.stream()
        .map(name -> name.substring(BASE.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> part = type; part != null; part = part.getEnclosingClass()) {
      if (!Modifier.isPublic(part.getModifiers())
          || part.isAnonymousClass()
          || part.isLocalClass()) {
        return false;
      }
    }
    return true;
  }

  private static JavaFileObject inMemory(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Every.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static Set<String> entries(String file) throws IOException {
    try (JarFile jar = new JarFile(FOLDER.resolve(file).toFile())) {
      return jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
    }
  }

  private static Document pom(String artifact) throws Exception {
    Path file = FOLDER.resolve(artifact + ".pom");
    assertTrue(Files.exists(file), file.toString());
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static String text(Document pom, String path) throws Exception {
    XPathExpression expression = XPathFactory.newInstance().newXPath().compile("/project/" + path);
    Node node = (Node) expression.evaluate(pom, XPathConstants.NODE);
    assertNotNull(node, path);
    return node.getTextContent();
  }
}
