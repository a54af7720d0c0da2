package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.fleet.KeyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns are written, and which of them only as hashes. */
final class PrivacyOptions {
  private static final String VARIABLE = "CUSTOMERIO_HASH_KEY";

  @Option(
      names = "--columns",
      paramLabel = "TABLE=COLUMN,COLUMN",
      split = ";",
      description = {
        "The only columns of a table, its primary key among them:",
        "customers=cio_id,email,plan. Nothing else of it is written, not even to the spool."
      })
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--hash",
      paramLabel = "TABLE.COLUMN",
      split = ",",
      description = {
        "Columns whose values are hashed before they are written: '*.email,*.recipient,*_email'.",
        "HMAC-SHA-256 with the key in " + VARIABLE + " or in --hash-key-file."
      })
  private List<String> hashed = new ArrayList<>();

  @Option(
      names = "--hash-key-file",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description = "A file with the key of --hash alone. Default: the key in " + VARIABLE)
  private @Nullable Path keyFile;

  /**
   * Adds them.
   *
   * @param variables the environment, for the key
   * @throws IllegalArgumentException if one of them means nothing, or there is no usable key
   */
  void addTo(ExtractionConfig.Builder config, Map<String, String> variables) {
    columns.forEach(
        (table, names) -> {
          LinkedHashSet<String> only = new LinkedHashSet<>();
          for (String name : names.split(",", -1)) {
            only.add(name.strip());
          }
          config.putOnlyColumns(table.strip(), only);
        });
    for (String pattern : hashed) {
      config.addHashedColumns(pattern.strip());
    }
    if (!hashed.isEmpty()) {
      config.hashKey(key(Optional.ofNullable(variables.get(VARIABLE)).orElse("").strip()));
    }
  }

  private HashKey key(String variable) {
    if (keyFile != null) {
      String where = "--hash-key-file " + keyFile;
      return key(where, KeyFile.read(where, keyFile));
    }
    if (variable.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use --hash: there is no key. Set "
              + VARIABLE
              + ", or name a file with --hash-key-file; openssl rand -hex 32 makes a key.");
    }
    return key(VARIABLE, variable);
  }

  private static HashKey key(String where, String text) {
    try {
      return HashKey.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + where + ". " + e.getMessage(), e);
    }
  }
}
