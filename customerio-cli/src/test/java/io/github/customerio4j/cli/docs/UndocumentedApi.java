package io.github.customerio4j.cli.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements.Origin;
import javax.tools.Diagnostic;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Reporter;

/**
 * Reports each public or protected type and member that Javadoc would show without a text. Members
 * that a public type inherits from one that is not public are its own there, so the generated
 * methods of builders belong to them.
 */
public final class UndocumentedApi implements Doclet {
  /** How a package says that it is not for users. */
  static final Pattern INTERNAL = Pattern.compile("\\binternal\\b", Pattern.CASE_INSENSITIVE);

  private static final Set<String> IMPLIED_BY_ENUMS =
      Set.of("values()", "valueOf(java.lang.String)");
  private static final String OURS = "io.github.customerio4j.";

  private Reporter reporter = new Silence();

  /** The documentation tool makes it. */
  public UndocumentedApi() {}

  @Override
  public void init(Locale locale, Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public String getName() {
    return "UndocumentedApi";
  }

  @Override
  public Set<? extends Option> getSupportedOptions() {
    return Set.of();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean run(DocletEnvironment environment) {
    for (TypeElement type : ElementFilter.typesIn(environment.getIncludedElements())) {
      if (!isInternal(environment, type)) {
        new Check(environment, type).run();
      }
    }
    return true;
  }

  /** Whether the text of its package says that it is not for users. */
  private static boolean isInternal(DocletEnvironment environment, TypeElement type) {
    String text =
        environment
            .getElementUtils()
            .getDocComment(environment.getElementUtils().getPackageOf(type));
    return text != null && INTERNAL.matcher(text).find();
  }

  /** The check of one type. */
  private final class Check {
    private final DocletEnvironment environment;
    private final DocTrees trees;
    private final TypeElement type;

    Check(DocletEnvironment environment, TypeElement type) {
      this.environment = environment;
      this.trees = environment.getDocTrees();
      this.type = type;
    }

    void run() {
      if (!hasText(type)) {
        report(type.toString());
      }
      for (Element member : environment.getElementUtils().getAllMembers(type)) {
        Element owner = member.getEnclosingElement();
        boolean isOwn = owner != null && (owner.equals(type) || isHiddenClassOfOurs(owner));
        if (isOwn && isVisible(member) && !member.getKind().isClass() && !isDocumented(member)) {
          report(type + "." + member);
        }
      }
      type.getRecordComponents().stream()
          .filter(component -> !parameters().contains(name(component)))
          .forEach(component -> report(type + ": component " + component));
    }

    private void report(String what) {
      reporter.print(Diagnostic.Kind.ERROR, what);
    }

    private boolean isDocumented(Element member) {
      Origin origin = environment.getElementUtils().getOrigin(member);
      boolean isOfEnum =
          type.getKind() == ElementKind.ENUM && IMPLIED_BY_ENUMS.contains(member.toString());
      boolean isOfRecord =
          type.getKind() == ElementKind.RECORD && (origin == Origin.MANDATED || isAccessor(member));
      return isOfEnum
          || isOfRecord
          || member.getKind().isInterface()
          || hasText(member)
          || (member instanceof ExecutableElement method && inheritsText(method));
    }

    private boolean isAccessor(Element member) {
      return type.getRecordComponents().stream()
          .anyMatch(component -> member.equals(component.getAccessor()));
    }

    private boolean hasText(Element element) {
      DocCommentTree comment = trees.getDocCommentTree(element);
      return comment != null && !comment.getFullBody().isEmpty();
    }

    private Set<String> parameters() {
      DocCommentTree comment = trees.getDocCommentTree(type);
      List<? extends DocTree> tags = comment == null ? List.of() : comment.getBlockTags();
      return tags.stream()
          .filter(ParamTree.class::isInstance)
          .map(tag -> ((ParamTree) tag).getName().toString())
          .collect(Collectors.toSet());
    }

    private static String name(RecordComponentElement component) {
      return component.getSimpleName().toString();
    }

    /** Whether a method takes its text from one that it overrides, as Javadoc lets it. */
    private boolean inheritsText(ExecutableElement method) {
      for (TypeElement above : supertypes()) {
        for (ExecutableElement other : ElementFilter.methodsIn(above.getEnclosedElements())) {
          if (environment.getElementUtils().overrides(method, other, type)
              && (!above.toString().startsWith(OURS) || hasText(other))) {
            return true;
          }
        }
      }
      return false;
    }

    private Set<TypeElement> supertypes() {
      Set<TypeElement> found = new HashSet<>();
      List<TypeMirror> open = new ArrayList<>(List.of(type.asType()));
      while (!open.isEmpty()) {
        for (TypeMirror above :
            environment.getTypeUtils().directSupertypes(open.remove(open.size() - 1))) {
          if (found.add((TypeElement) ((DeclaredType) above).asElement())) {
            open.add(above);
          }
        }
      }
      return found;
    }
  }

  private static boolean isHiddenClassOfOurs(Element owner) {
    return owner.toString().startsWith(OURS) && !isVisible(owner);
  }

  private static boolean isVisible(Element element) {
    Set<Modifier> modifiers = element.getModifiers();
    return modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
  }

  /** Until the tool gives its own. */
  private static final class Silence implements Reporter {
    @Override
    public void print(Diagnostic.Kind kind, String message) {}

    @Override
    public void print(Diagnostic.Kind kind, com.sun.source.util.DocTreePath path, String message) {}

    @Override
    public void print(Diagnostic.Kind kind, Element element, String message) {}
  }
}
