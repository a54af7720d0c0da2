package io.github.customerio4j.spark;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.extract.fleet.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a workspace; null where nothing is.
 *
 * @param baseUrl where its API is
 * @param requestsPerSecond its limit; 0 for none
 * @param keySource where its key is
 */
record WorkspaceSettings(
    @Nullable String baseUrl, @Nullable Double requestsPerSecond, @Nullable KeySource keySource) {
  /** The options that a workspace has, in the words of the command line. */
  static final List<String> OPTIONS =
      List.of(
          "region", "base-url", "requests-per-second", "key-variable", "key-file", "key-command");

  static WorkspaceSettings ofKey(KeySource source) {
    return new WorkspaceSettings(null, null, source);
  }

  /** These, and others where these say nothing. */
  WorkspaceSettings or(WorkspaceSettings others) {
    return new WorkspaceSettings(
        baseUrl == null ? others.baseUrl : baseUrl,
        requestsPerSecond == null ? others.requestsPerSecond : requestsPerSecond,
        keySource == null ? others.keySource : keySource);
  }

  /**
   * The workspace.
   *
   * @throws IllegalArgumentException if its name cannot be one, or nothing names its key
   */
  SourceWorkspace workspace(String name) {
    Workspace.checkName(name);
    if (keySource == null) {
      throw new IllegalArgumentException(
          "Cannot find the key of workspace "
              + name
              + ": nothing names it. Write one of key-variable: NAME, key-file: FILE or"
              + " key-command: [PROGRAM, ARGUMENT].");
    }
    return new SourceWorkspace(
        name,
        baseUrl == null ? Region.US.baseUrl() : baseUrl,
        requestsPerSecond == null ? RateLimit.DOCUMENTED : requestsPerSecond,
        keySource);
  }

  /** Collects the values of options by their names. */
  static final class Collected {
    private final String place;
    private final Set<String> seen = new LinkedHashSet<>();
    private @Nullable String baseUrl;
    private @Nullable Double requestsPerSecond;
    private @Nullable KeySource keySource;

    /**
     * Starts with nothing.
     *
     * @param place what messages say before the name of an option
     */
    Collected(String place) {
      this.place = place;
    }

    /**
     * Takes a value.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    void put(String option, List<String> values) {
      if (!seen.add(option)) {
        throw wrong(option, "", "it is there twice", "Write it once.");
      }
      if (values.isEmpty() || values.get(0).isBlank()) {
        throw wrong(option, "", "it has no value", "Write one, or leave it out.");
      }
      if (!option.equals("key-command") && values.size() > 1) {
        throw wrong(option, "", "it is a list", "Write one value.");
      }
      String value = values.get(0);
      switch (option) {
        case "region" -> setBaseUrl(option, value, region(value).baseUrl());
        case "base-url" -> setBaseUrl(option, value, checkedUrl(value));
        case "requests-per-second" -> requestsPerSecond = rate(value);
        case "key-variable" -> setKeySource(option, new KeySource.Variable(value));
        case "key-file" -> setKeySource(option, new KeySource.File(value));
        default -> setKeySource(option, new KeySource.Command(values));
      }
    }

    private void setBaseUrl(String option, String value, String url) {
      if (baseUrl != null) {
        throw wrong(option, value, "region and base-url say the same", "Leave one of them out.");
      }
      baseUrl = url;
    }

    private void setKeySource(String option, KeySource source) {
      if (keySource != null) {
        throw wrong(option, "", "the key is named twice", "Leave one of them out.");
      }
      keySource = source;
    }

    private Region region(String value) {
      for (Region region : Region.values()) {
        if (region.name().toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))) {
          return region;
        }
      }
      throw wrong("region", value, "there is no such region", "Write us or eu.");
    }

    private String checkedUrl(String value) {
      try {
        CustomerIo.builder(AppApiKey.of("unused")).baseUrl(value);
        return value;
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(place + "base-url: " + e.getMessage(), e);
      }
    }

    private double rate(String value) {
      try {
        double rate = Double.parseDouble(value);
        if (rate == 0) {
          return 0;
        }
        RateLimit.perSecond(rate);
        return rate;
      } catch (IllegalArgumentException e) {
        throw wrong(
            "requests-per-second", value, "it is no rate", "Write such as 10, or 0 for no limit.");
      }
    }

    private IllegalArgumentException wrong(String option, String value, String why, String remedy) {
      String shown =
          value.isEmpty()
              ? ""
              : OptionErrors.mayBeKey(value) ? " (not shown)" : " \"" + value + "\"";
      return new IllegalArgumentException(
          "Cannot use " + place + option + shown + ": " + why + ". " + remedy);
    }

    WorkspaceSettings build() {
      return new WorkspaceSettings(baseUrl, requestsPerSecond, keySource);
    }
  }
}
