package io.github.customerio4j.cli.docs;

import io.github.customerio4j.cli.keboola.DocumentedComponent;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the Keboola component says of wrong configurations. */
final class ComponentMessages {
  private static final String SECRET = "\"#api_secret\": \"key\"";

  private ComponentMessages() {}

  static void addTo(Map<String, Callable<String>> facts) {
    facts.put("component-region", () -> error(SECRET + ",\"api_region\":\"EU\",\"segments\":true"));
    facts.put("component-secret", () -> error("\"segments\":true"));
    facts.put("component-nothing", () -> error(SECRET));
    facts.put(
        "component-filter",
        () ->
            error(
                SECRET
                    + ",\"customers\":[{\"filters\":"
                    + "\"{'attribute':{'field':'vip','operator':'eq','value':True}}\"}]"));
    facts.put(
        "component-overlap", () -> error(SECRET + ",\"messages\":[{\"overlap\":\"1 hour\"}]"));
    facts.put("component-table", () -> error(SECRET + ",\"tables\":[\"letters\"]"));
  }

  private static String error(String parameters) throws Exception {
    DocumentedComponent.DocumentedResult said = ProgramOutputs.component("{\"parameters\":{" + parameters + "}}", "");
    if (said.exitCode() != 1) {
      throw new IllegalStateException("Exit code " + said.exitCode() + ": " + said.err());
    }
    return said.err();
  }
}
