package io.github.customerio4j.cli.options;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a bucket.
 *
 * @param values by their names
 */
record StoreSettings(Map<String, String> values) {

  /**
   * Reads {@code NAME=VALUE}.
   *
   * @throws IllegalArgumentException if one has another form, or is there twice. Its value is not
   *     in the message: it may be a secret that belongs elsewhere
   */
  static StoreSettings of(List<String> options) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals <= 0 || equals == option.length() - 1) {
        throw new IllegalArgumentException(
            "Cannot use --store \"%s\": write NAME=VALUE, such as region=eu-west-1."
                .formatted(equals < 0 ? option : option.substring(0, equals + 1)));
      }
      String name = option.substring(0, equals);
      if (values.putIfAbsent(name, option.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "Cannot use --store %s: it is there twice. Write it once.".formatted(name));
      }
    }
    return new StoreSettings(values);
  }

  ObjectStore open(String address) {
    return ObjectStore.open(address, values);
  }
}
