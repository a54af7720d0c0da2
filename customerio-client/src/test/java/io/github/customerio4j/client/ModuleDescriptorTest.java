package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module exports every package that is for users. */
class ModuleDescriptorTest {
  private static final String BASE = "io.github.customerio4j.client";
  private static final Set<String> INTERNAL = Set.of(BASE + ".http", BASE + ".json");

  @Test
  void packagesOfUsersAreExported() throws IOException {
    String module = Files.readString(Path.of("src/main/module/module-info.java"));
    Set<String> exported =
        Pattern.compile("exports ([a-z0-9.]+);")
            .matcher(module)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> forUsers =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(BASE).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getPackageName)
                .filter(name -> !INTERNAL.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(exported).isEqualTo(forUsers);
  }
}
