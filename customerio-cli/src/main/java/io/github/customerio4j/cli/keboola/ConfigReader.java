package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.sink.LoadType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the component's configuration; each error in it is a user error. */
final class ConfigReader {
  private static final String API_SECRET = "#api_secret";
  private static final String WHERE_TO_FIND_KEYS =
      "Copy an App API key from Customer.io under Settings, API credentials, App API keys.";
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(
                  API_SECRET,
                  "api_region",
                  "incremental_output",
                  "campaigns",
                  "segments",
                  "segment_customers",
                  "messages",
                  "customers",
                  "activities",
                  "tables",
                  "on_table_failure",
                  "debug"),
              Stream.concat(FilterParameters.NAMES.stream(), PrivacyParameters.NAMES.stream()))
          .collect(Collectors.toUnmodifiableSet());

  private final ConfigNode parameters;
  private final Clock clock;
  private final List<String> warnings = new ArrayList<>();

  private ConfigReader(ConfigNode parameters, Clock clock) {
    this.parameters = parameters;
    this.clock = clock;
  }

  /**
   * The secret as it is in the configuration, to mask it before anything is printed; empty if there
   * is none.
   */
  static String secretOf(ConfigNode root) {
    ConfigNode parameters = root.get("parameters");
    if (!parameters.isObject()) {
      return "";
    }
    ConfigNode secret = parameters.get(API_SECRET);
    return secret.isText() ? secret.textOrEmpty("") : secret.number().orElse("");
  }

  /**
   * Reads a configuration.
   *
   * @param clock the current time; no history may begin after it
   * @throws ComponentException if a parameter is wrong; the message names its path
   */
  static ComponentConfig read(ConfigNode root, Clock clock) {
    String action =
        root.get("action")
            .text("Leave it out, or write \"run\" or \"testConnection\".")
            .orElse("run");
    ConfigNode parameters = root.get("parameters");
    if (parameters.isAbsent()) {
      throw parameters.wrong("it is missing", "Put parameters into config.json.");
    }
    return new ConfigReader(parameters, clock).read(action);
  }

  private ComponentConfig read(String action) {
    warnOfUnknown(parameters, KNOWN, warnings);
    return ComponentConfig.builder()
        .action(action)
        .key(key(parameters.get(API_SECRET)))
        .region(region(parameters.get("api_region")))
        .isDebug(parameters.get("debug").flag())
        .extraction(extraction())
        .warnings(warnings)
        .build();
  }

  static void warnOfUnknown(ConfigNode node, Set<String> known, List<String> warnings) {
    for (ConfigNode field : node.fields().values()) {
      String name = field.path().substring(node.path().length() + 1);
      if (!known.contains(name)) {
        warnings.add(field.path() + " is not a parameter of this component and is ignored.");
      }
    }
  }

  private static AppApiKey key(ConfigNode node) {
    String key = node.text(WHERE_TO_FIND_KEYS).orElse("");
    if (key.isBlank()) {
      throw node.wrong(node.isAbsent() ? "it is missing" : "it is empty", WHERE_TO_FIND_KEYS);
    }
    try {
      return AppApiKey.of(key);
    } catch (IllegalArgumentException e) {
      throw ComponentException.user(
          "Cannot use "
              + node.named()
              + ": "
              + String.valueOf(e.getMessage()).replaceFirst("^Cannot use the App API key: ", ""),
          e);
    }
  }

  private static Region region(ConfigNode node) {
    String remedy = "Write \"us\" or \"eu\".";
    return switch (node.text(remedy).orElse("us")) {
      case "us" -> Region.US;
      case "eu" -> Region.EU;
      default -> throw node.wrong("there is no such region", remedy);
    };
  }

  private LoadType loadType() {
    ConfigNode node = parameters.get("incremental_output");
    if (node.isAbsent()) {
      return LoadType.INCREMENTAL_UPDATE;
    }
    String remedy = "Write 0 for Full Load or 1 for Incremental Update.";
    Optional<String> number = node.number();
    if (number.isEmpty() && !node.isFlag()) {
      throw node.wrongType(remedy);
    }
    return switch (number.orElseGet(() -> node.flag() ? "1" : "0")) {
      case "0" -> LoadType.FULL_LOAD;
      case "1" -> LoadType.INCREMENTAL_UPDATE;
      default -> throw node.wrong("there is no such load type", remedy);
    };
  }

  private OnTableFailure onTableFailure() {
    ConfigNode node = parameters.get("on_table_failure");
    String remedy = "Write \"fail\" or \"skip\".";
    return switch (node.text(remedy).orElse("fail")) {
      case "fail" -> OnTableFailure.FAIL;
      case "skip" -> OnTableFailure.SKIP;
      default -> throw node.wrong("there is no such choice", remedy);
    };
  }

  private Optional<ExtractionConfig> extraction() {
    TablesParameter tables = TablesParameter.read(parameters.get("tables"));
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.loadType(loadType()).onTableFailure(onTableFailure());
    int selected = 0;
    for (String list : List.of("campaigns", "segments")) {
      if (parameters.get(list).flag() || tables.names(list)) {
        config.addTables(list);
        selected++;
      }
    }
    config.addAllTables(tables.others());
    selected += tables.others().size();
    var members = SegmentCustomersParameter.read(parameters.get("segment_customers"), tables);
    var messages = new MessagesParameter(clock, warnings).read(parameters.get("messages"), tables);
    var customers = new CustomersParameter(warnings).read(parameters.get("customers"), tables);
    var activities = new ActivitiesParameter(warnings).read(parameters.get("activities"), tables);
    config.segmentCustomers(members).messages(messages).customers(customers).activities(activities);
    PrivacyParameters.addTo(config, parameters);
    boolean hasBodies = new FilterParameters(warnings).addTo(config, parameters, tables);
    boolean isAnySelected =
        selected > 0
            || hasBodies
            || members.isPresent()
            || messages.isPresent()
            || customers.isPresent()
            || activities.isPresent();
    return isAnySelected ? Optional.of(built(config)) : Optional.empty();
  }

  private static ExtractionConfig built(ExtractionConfig.Builder config) {
    try {
      return config.build();
    } catch (IllegalArgumentException e) {
      throw ComponentException.user(String.valueOf(e.getMessage()), e);
    }
  }
}
