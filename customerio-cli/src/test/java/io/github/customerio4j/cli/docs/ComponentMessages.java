package io.github.customerio4j.cli.docs;

import io.github.customerio4j.cli.keboola.DocumentedComponent;
import java.util.Map;
import java.util.concurrent.Callable;

/** The messages of the Keboola component about wrong configurations. */
final class ComponentMessages {
  private static final String SECRET = "\"#api_secret\": \"key\"";

  private ComponentMessages() {}

  static void addTo(Map<String, Callable<String>> texts) {
    texts.put("component-region", () -> error(SECRET + ",\"api_region\":\"EU\",\"segments\":true"));
    texts.put("component-secret", () -> error("\"segments\":true"));
    texts.put("component-nothing", () -> error(SECRET));
    texts.put(
        "component-filter",
        () ->
            error(
                SECRET
                    + ",\"customers\":[{\"filters\":"
                    + "\"{'attribute':{'field':'vip','operator':'eq','value':True}}\"}]"));
    texts.put(
        "component-overlap", () -> error(SECRET + ",\"messages\":[{\"overlap\":\"1 hour\"}]"));
    texts.put("component-table", () -> error(SECRET + ",\"tables\":[\"letters\"]"));
  }

  private static String error(String parameters) throws Exception {
    DocumentedComponent.DocumentedResult said =
        ProgramOutputs.component("{\"parameters\":{" + parameters + "}}", "");
    if (said.exitCode() != 1) {
      throw new IllegalStateException("Exit code " + said.exitCode() + ": " + said.err());
    }
    return said.err();
  }
}
