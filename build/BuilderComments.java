import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Gives the methods of generated builders the text of the attribute that they set. Immutables
 * writes one sentence for all of them, which says neither what an option does nor what it takes.
 *
 * <p>Only comments change, and a file keeps its time, so that nothing is compiled again. A second
 * run changes nothing.
 */
final class BuilderComments {
  private static final Set<String> COLLECTIONS = Set.of("List", "Set", "Collection", "SortedSet");
  private static final Set<String> MAPS = Set.of("Map", "SortedMap");
  private static final Set<String> OPTIONALS =
      Set.of("Optional", "OptionalInt", "OptionalLong", "OptionalDouble");

  private static final int WIDTH = 93;

  /** What a text says about its default, or that there is none. */
  private static final Pattern SAYS_DEFAULT =
      Pattern.compile("unless|\\bdefault\\b|\\brequired\\b|\\bempty\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{@(link|linkplain|value)\\s+([\\w.]*)(?:#(\\w+)(\\([^)]*\\))?)?(?:\\s+([^{}]*))?\\}");

  private final DocTrees docs;
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> complaints = new LinkedHashSet<>();

  private BuilderComments(DocTrees docs) {
    this.docs = docs;
  }

  /** Arguments: the folder of the sources, and that of the generated sources. */
  public static void main(String[] arguments) throws IOException {
    Path sources = Path.of(arguments[0]);
    Path generated = Path.of(arguments[1]);
    if (!Files.isDirectory(generated)) {
      return; // The module has no values.
    }
    List<Path> all =
        new ArrayList<>(
            files(generated, path -> path.getFileName().toString().startsWith("Immutable")));
    if (all.isEmpty()) {
      return;
    }
    all.addAll(files(sources, BuilderComments::declaresValue));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(all));
      Set<String> complaints =
          new BuilderComments(DocTrees.instance(task)).rewrite(task.parse(), generated);
      complaints.forEach(complaint -> System.err.println("[ERROR] " + complaint));
      if (!complaints.isEmpty()) {
        System.exit(1);
      }
    }
  }

  /** Returns what is missing. */
  private Set<String> rewrite(Iterable<? extends CompilationUnitTree> units, Path generated)
      throws IOException {
    List<CompilationUnitTree> builders = new ArrayList<>();
    for (CompilationUnitTree unit : units) {
      if (Path.of(unit.getSourceFile().toUri()).startsWith(generated.toAbsolutePath())) {
        builders.add(unit);
      } else {
        read(unit);
      }
    }
    for (CompilationUnitTree unit : builders) {
      rewrite(unit);
    }
    return complaints;
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .filter(wanted)
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static boolean declaresValue(Path path) {
    try {
      return Files.readString(path).contains("@Value.Immutable");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(CompilationUnitTree unit) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        if (hasAnnotation(type.getModifiers().getAnnotations(), "Immutable")) {
          Value value = new Value(unit, getCurrentPath(), type);
          values.put(unit.getPackageName() + "." + value.name(), value);
        }
        return super.visitClass(type, nothing);
      }
    }.scan(unit, null);
  }

  private static boolean hasAnnotation(List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .map(annotation -> annotation.getAnnotationType().toString())
        .anyMatch(type -> type.equals(name) || type.endsWith("." + name));
  }

  private void rewrite(CompilationUnitTree unit) throws IOException {
    Path file = Path.of(unit.getSourceFile().toUri());
    for (Tree declaration : unit.getTypeDecls()) {
      ClassTree type = (ClassTree) declaration;
      Tree parent =
          type.getExtendsClause() != null
              ? type.getExtendsClause()
              : type.getImplementsClause().get(0);
      Value value = values.get(unit.getPackageName() + "." + parent);
      if (value == null) {
        complaints.add(file + ": no source declares " + parent + ". Run mvn clean.");
        continue;
      }
      for (Tree member : type.getMembers()) {
        if (member instanceof ClassTree builder
            && builder.getSimpleName().contentEquals("Builder")) {
          rewrite(file, unit, builder, value);
        }
      }
    }
  }

  private void rewrite(Path file, CompilationUnitTree unit, ClassTree builder, Value value)
      throws IOException {
    SourcePositions positions = docs.getSourcePositions();
    String text = Files.readString(file);
    TreeMap<Integer, MethodTree> methods = new TreeMap<>(Comparator.reverseOrder());
    for (Tree member : builder.getMembers()) {
      if (member instanceof MethodTree method
          && method.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        methods.put((int) positions.getStartPosition(unit, method), method);
      }
    }
    StringBuilder result = new StringBuilder(text);
    methods.forEach(
        (start, method) -> {
          int begin = result.lastIndexOf("/**", start);
          int end = result.indexOf("*/", begin) + 2;
          if (begin < 0 || !result.substring(end, start).isBlank()) {
            complaints.add(
                file + ": " + method.getName() + " has no comment to take the place of.");
            return;
          }
          value.comment(method).ifPresent(comment -> result.replace(begin, end, comment));
        });
    if (!result.toString().equals(text)) {
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, result);
      Files.setLastModifiedTime(file, time);
    }
  }

  /** How an attribute is given to a builder. */
  private enum Kind {
    REQUIRED,
    DEFAULT,
    OPTIONAL,
    COLLECTION,
    MAP
  }

  /** A type whose builder is generated. */
  private final class Value {
    private final CompilationUnitTree unit;
    private final ClassTree type;
    private final String name;
    private final Map<String, Attribute> attributes = new TreeMap<>();

    Value(CompilationUnitTree unit, TreePath path, ClassTree type) {
      this.unit = unit;
      this.type = type;
      String qualified = type.getSimpleName().toString();
      for (TreePath up = path.getParentPath();
          up != null && up.getLeaf() instanceof ClassTree outer;
          up = up.getParentPath()) {
        qualified = outer.getSimpleName() + "." + qualified;
      }
      this.name = qualified;
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method && isAttribute(method)) {
          attributes.put(
              method.getName().toString(), new Attribute(method, new TreePath(path, method)));
        }
      }
    }

    String name() {
      return name;
    }

    private boolean isAttribute(MethodTree method) {
      return method.getParameters().isEmpty()
          && method.getReturnType() != null
          && (method.getBody() == null
              || hasAnnotation(method.getModifiers().getAnnotations(), "Default"));
    }

    /** The comment of a builder's method; empty if a complaint is made instead. */
    Optional<String> comment(MethodTree method) {
      if (method.getReturnType() == null) {
        return Optional.empty(); // A constructor.
      }
      String called = method.getName().toString();
      return switch (called) {
        case "from" -> Optional.of(ofFrom(method));
        case "build" -> Optional.of(ofBuild());
        default -> ofSetter(method);
      };
    }

    private String ofFrom(MethodTree method) {
      StringBuilder text = new StringBuilder();
      text.append("Takes over the values of a {@link ").append(name).append("}.");
      text.append(" They replace those that were set before");
      if (has(Kind.COLLECTION) || has(Kind.MAP)) {
        text.append("; elements and entries are added to those that are there");
      }
      if (has(Kind.OPTIONAL)) {
        text.append("; what is absent there stays as it is here");
      }
      String parameter = method.getParameters().get(0).getName().toString();
      return lay(
          text.append('.').toString(),
          List.of(
              "@param " + parameter + " the value to copy",
              "@return this builder",
              "@throws NullPointerException if {@code " + parameter + "} is null"));
    }

    private String ofBuild() {
      List<String> tags = new ArrayList<>();
      tags.add("@return the new value");
      String missing =
          attributes.entrySet().stream()
              .filter(entry -> entry.getValue().kind == Kind.REQUIRED)
              .map(entry -> "{@code " + entry.getKey() + "}")
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        tags.add("@throws IllegalStateException if one of these is not set: " + missing);
      }
      boolean isChecked =
          type.getMembers().stream()
              .anyMatch(
                  member ->
                      member instanceof MethodTree method
                          && hasAnnotation(method.getModifiers().getAnnotations(), "Check"));
      if (isChecked) {
        tags.add(
            "@throws IllegalArgumentException if a value is out of its bounds, or values do not"
                + " fit together; the message names them");
      }
      return lay("Builds the {@link " + name + "} from what was set.", tags);
    }

    private boolean has(Kind kind) {
      return attributes.values().stream().anyMatch(attribute -> attribute.kind == kind);
    }

    private Optional<String> ofSetter(MethodTree method) {
      String called = method.getName().toString();
      Attribute attribute = attributes.get(called);
      String opening = "";
      for (String prefix : List.of("addAll", "putAll", "add", "put")) {
        if (attribute == null && called.startsWith(prefix)) {
          attribute = attributes.get(decapitalized(called.substring(prefix.length())));
          opening =
              switch (prefix) {
                case "addAll" -> "Adds all of these to ";
                case "putAll" -> "Puts all of these into ";
                case "put" -> "Puts an entry into ";
                default -> "Adds to ";
              };
        }
      }
      if (attribute == null) {
        complaints.add(
            "%s: the builder's %s() sets no attribute that %s declares. Declare it there."
                .formatted(Path.of(unit.getSourceFile().toUri()), called, name));
        return Optional.empty();
      }
      if (attribute.text.isEmpty()) {
        complain(
            attribute,
            "has no Javadoc for its builder. Say what it is, its unit, bounds and default");
        return Optional.empty();
      }
      return Optional.of(attribute.comment(method, opening));
    }

    private void complain(Attribute attribute, String what) {
      long position = docs.getSourcePositions().getStartPosition(unit, attribute.accessor);
      complaints.add(
          "%s:%d: %s.%s() %s."
              .formatted(
                  Path.of(unit.getSourceFile().toUri()),
                  unit.getLineMap().getLineNumber(position),
                  name,
                  attribute.name,
                  what));
    }

    /** The text with references that are right in any other file. */
    private String qualified(String text) {
      return REFERENCE
          .matcher(text)
          .replaceAll(match -> Matcher.quoteReplacement(qualified(match)));
    }

    private String qualified(MatchResult match) {
      String target = match.group(2);
      String member = match.group(3);
      String label = match.group(5);
      StringBuilder result = new StringBuilder("{@").append(match.group(1)).append(' ');
      result.append(resolve(target));
      if (member != null) {
        result.append('#').append(member);
        if (match.group(4) != null) {
          result.append(
              Stream.of(match.group(4).replaceAll("[()]", "").split(","))
                  .map(String::strip)
                  .map(parameter -> parameter.isEmpty() ? "" : resolve(parameter))
                  .collect(Collectors.joining(", ", "(", ")")));
        }
      }
      if (match.group(1).equals("value")) {
        return result.append('}').toString();
      }
      if (label == null || label.isBlank()) {
        label = member == null ? target : target.isEmpty() ? member : target + "." + member;
      }
      return result.append(' ').append(label.strip()).append('}').toString();
    }

    private String resolve(String written) {
      if (written.isEmpty()) {
        return name;
      }
      if (Character.isLowerCase(written.charAt(0))) {
        return written; // A whole name, or a primitive type.
      }
      String first = written.split("\\.")[0];
      for (Tree member : type.getMembers()) {
        if (member instanceof ClassTree nested && nested.getSimpleName().contentEquals(first)) {
          return name + "." + written;
        }
      }
      for (ImportTree each : unit.getImports()) {
        String imported = each.getQualifiedIdentifier().toString();
        if (!each.isStatic() && imported.endsWith("." + first)) {
          return imported + written.substring(first.length());
        }
      }
      return written; // Of the same package, where the generated type is, too, or of java.lang.
    }

    /** One option of the builder. */
    private final class Attribute {
      private final MethodTree accessor;
      private final String name;
      private final Kind kind;
      private final String text;

      Attribute(MethodTree accessor, TreePath path) {
        this.accessor = accessor;
        this.name = accessor.getName().toString();
        this.kind = kind();
        String comment = docs.getDocComment(path);
        String body = comment == null ? "" : comment.split("(?m)^\\s*@", 2)[0].strip();
        this.text = body.isEmpty() ? "" : withDefault(qualified(body));
      }

      private Kind kind() {
        String type = accessor.getReturnType().toString().replaceAll("^@\\w+ |<.*", "");
        if (accessor.getBody() != null) {
          return Kind.DEFAULT;
        }
        if (OPTIONALS.contains(type)
            || hasAnnotation(accessor.getModifiers().getAnnotations(), "Nullable")) {
          return Kind.OPTIONAL;
        }
        return COLLECTIONS.contains(type)
            ? Kind.COLLECTION
            : MAPS.contains(type) ? Kind.MAP : Kind.REQUIRED;
      }

      /** Adds what is there if nothing is set, if the text does not say it. */
      private String withDefault(String said) {
        if (SAYS_DEFAULT.matcher(said).find()) {
          return said;
        }
        String fact =
            switch (kind) {
              case REQUIRED -> "Required.";
              case OPTIONAL -> "Not set by default.";
              case COLLECTION, MAP -> "Empty by default.";
              case DEFAULT -> "Default: {@code " + defaultValue() + "}.";
            };
        return said + (said.endsWith(".") ? " " : "\n<p>") + fact;
      }

      private String defaultValue() {
        List<? extends StatementTree> statements = accessor.getBody().getStatements();
        if (statements.size() == 1 && statements.get(0) instanceof ReturnTree result) {
          ExpressionTree expression = result.getExpression();
          for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree constant
                && constant.getName().contentEquals(expression.toString())) {
              return constant.getInitializer().toString();
            }
          }
          return expression.toString();
        }
        complain(this, "has a default that its Javadoc does not say. Say it");
        return "";
      }

      String comment(MethodTree method, String opening) {
        List<String> tags = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        boolean mayHoldNull = false;
        for (VariableTree parameter : method.getParameters()) {
          String type = parameter.getType().toString();
          String called = parameter.getName().toString();
          tags.add("@param " + called + " " + meaning(type, called, opening));
          mayHoldNull |=
              !type.contains("@Nullable")
                  && (called.equals("elements") || called.equals("entries"));
          if (Character.isUpperCase(type.charAt(0))
              && !hasAnnotation(parameter.getModifiers().getAnnotations(), "Nullable")) {
            objects.add("{@code " + called + "}");
          }
        }
        tags.add("@return this builder");
        boolean isMany = kind == Kind.COLLECTION || kind == Kind.MAP;
        if (!objects.isEmpty()) {
          tags.add(
              "@throws NullPointerException if "
                  + String.join(" or ", objects)
                  + (mayHoldNull ? " is null or holds a null" : " is null"));
        }
        String said =
            opening.isEmpty() ? text : opening + "{@code " + name + "}: " + decapitalized(text);
        if (isMany && opening.isEmpty()) {
          said += "\n\n<p>Replaces what was set or added before.";
        }
        return lay(said, tags);
      }

      private String meaning(String type, String called, String opening) {
        if (kind == Kind.COLLECTION) {
          return opening.isEmpty()
              ? "all elements, in their order"
              : called.equals("element") ? "the element to add" : "the elements to add, in order";
        }
        if (kind == Kind.MAP) {
          return switch (called) {
            case "key" -> "the key of the entry";
            case "value" -> "the value of the entry";
            case "entry" -> "the entry to put";
            default -> opening.isEmpty() ? "all entries" : "the entries to put";
          };
        }
        if (kind == Kind.OPTIONAL && OPTIONALS.contains(type.replaceAll("<.*", ""))) {
          return "the value, or empty to leave it unset";
        }
        return decapitalized(firstClause());
      }

      /** The first sentence up to its semicolon, without its period. */
      private String firstClause() {
        String line = text.replaceAll("\\s*\\n\\s*", " ");
        int depth = 0;
        for (int at = 0; at < line.length(); at++) {
          char c = line.charAt(at);
          if (c == '{' || c == '(') {
            depth++;
          } else if (c == '}' || c == ')') {
            depth--;
          } else if (depth == 0 && (c == ';' || c == '<' || isPeriod(line, at))) {
            return line.substring(0, at).strip();
          }
        }
        return line;
      }

      private static boolean isPeriod(String line, int at) {
        return line.charAt(at) == '.' && (at + 1 == line.length() || line.charAt(at + 1) == ' ');
      }
    }
  }

  private static String decapitalized(String text) {
    boolean isWord = text.length() > 1 && !Character.isUpperCase(text.charAt(1));
    return isWord || text.length() == 1
        ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** Lays out a comment at the depth of a builder's methods. */
  private static String lay(String text, List<String> tags) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\n\\s*\\n")) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (paragraph.contains("<pre>") || paragraph.contains("<li>")) {
        lines.addAll(paragraph.lines().map(line -> line.replaceFirst("^ ", "")).toList());
      } else {
        lines.addAll(wrapped(paragraph, ""));
      }
    }
    lines.add("");
    tags.forEach(tag -> lines.addAll(wrapped(tag, "    ")));
    return lines.stream()
        .map(line -> ("     * " + line).stripTrailing() + "\n")
        .collect(Collectors.joining("", "/**\n", "     */"));
  }

  private static List<String> wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
