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
  private static final String CURRENT = read();

  private LibraryVersion() {}

  /** A version such as {@code 1.4.0}, or {@code development} for classes that no build packaged. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the version of customerio-client.", e);
    }
    return properties.getProperty("version", "development");
  }
}
