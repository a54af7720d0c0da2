package io.github.customerio4j.cli.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts about a run that its page shows besides the result. None may be a secret.
 *
 * @param workspace what was read: {@code Customer.io (EU)}
 * @param destination where the tables went; of a URL, user and parameters are left out here
 * @param configuration what was asked for, by the names of the options, in the order to show them
 */
public record RunFacts(String workspace, String destination, Map<String, String> configuration) {

  /** Keeps the configuration as it is now, and removes what may be secret from the destination. */
  public RunFacts {
    destination = withoutSecrets(destination);
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
  }

  /** The destination without what may be secret. */
  static String withoutSecrets(String destination) {
    return destination.replaceAll("(?s)[?].*", "").replaceAll("(?s)//.*@", "//");
  }
}
