package io.github.customerio4j.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of this library. The build writes it into a resource beside this class: unlike a
 * manifest, that is still there when jars are merged into one.
 */
public final class LibraryVersion {
  private static final Properties BUILT = read();

  private LibraryVersion() {}

  /** A version such as {@code 1.4.0}, or {@code development} for classes that no build packaged. */
  public static String current() {
    return BUILT.getProperty("version", "development");
  }

  /** The version of a library that the build tests with: {@code okhttp} or {@code okio}. */
  static String tested(String library) {
    return BUILT.getProperty(library, "that of customerio-bom");
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the version of customerio-client.", e);
    }
    return properties;
  }
}
