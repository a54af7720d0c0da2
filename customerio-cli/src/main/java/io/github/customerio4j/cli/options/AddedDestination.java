package io.github.customerio4j.cli.options;

import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** A destination whose library is not part of the program, and that the user adds. */
final class AddedDestination {

  private AddedDestination() {}

  /**
   * Makes it ready.
   *
   * @param prefix what {@code --to} begins with, a colon at its end
   * @throws IllegalArgumentException if its library is not on the class path
   */
  static TableSink open(String prefix, String place, SinkProvider.Options options) {
    String kind = prefix.substring(0, prefix.length() - 1);
    try {
      for (SinkProvider provider : ServiceLoader.load(SinkProvider.class)) {
        if (provider.kind().equals(kind)) {
          return provider.open(place, options);
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "Cannot use --to %s%s: its library cannot be loaded: %s. Use the version of this program for it."
              .formatted(prefix, place, e.getMessage()),
          e);
    }
    throw new IllegalArgumentException(
        "Cannot use --to %s%s: its library is missing. Put customerio-%s and what it needs into the folder ext of the program."
            .formatted(prefix, place, kind));
  }
}
