package io.github.customerio4j.client.http;

import java.net.Socket;
import java.security.CodeSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;

/**
 * Finds other versions of OkHttp and Okio, which other dependencies of a program put before ours.
 * Without the check, a call in the middle of the work would fail with a {@link NoSuchMethodError}.
 */
public final class ClassPathCheck {
  private static final Pattern JAR = Pattern.compile("([^/!]+?)-([0-9][^/!]*)\\.jar!?/?$");

  private ClassPathCheck() {}

  /**
   * Does nothing if the libraries fit together.
   *
   * @throws IllegalStateException naming artifact, versions and remedy if they do not
   */
  public static void requireFittingLibraries() {
    if (!links(ClassPathCheck::bodiesOfOkHttp4)) {
      throw new IllegalStateException(
          "Cannot use the OkHttp on the class path: com.squareup.okhttp3:"
              + found(ResponseBody.class)
              + " is too old, and comes before the one of customerio-client. Wanted is "
              + LibraryVersion.tested("okhttp")
              + ". Import customerio-bom, or declare com.squareup.okhttp3:okhttp:"
              + LibraryVersion.tested("okhttp")
              + ", or exclude com.squareup.okhttp3:okhttp from the dependency that brings it, such"
              + " as Retrofit 2.");
    }
    if (links(ClassPathCheck::okHttp5) && !links(ClassPathCheck::socketsOfOkHttp5)) {
      throw new IllegalStateException(
          "Cannot use the Okio on the class path: com.squareup.okio:"
              + found(Buffer.class)
              + " is too old for com.squareup.okhttp3:"
              + found(OkHttpClient.class)
              + ". Wanted is "
              + LibraryVersion.tested("okio")
              + ". Import customerio-bom, or declare com.squareup.okio:okio-jvm:"
              + LibraryVersion.tested("okio")
              + ".");
    }
  }

  /** Whether the classes that are there have what the code refers to. */
  private static boolean links(Runnable code) {
    try {
      code.run();
      return true;
    } catch (NoSuchMethodError | NoClassDefFoundError missing) {
      return false;
    }
  }

  private static void bodiesOfOkHttp4() {
    MediaType json = MediaType.get("application/json");
    ResponseBody.create(new Buffer(), json, 0).close();
    RequestBody.create("", json);
  }

  private static void okHttp5() {
    new OkHttpClient.Builder().fastFallback(true);
  }

  private static void socketsOfOkHttp5() {
    Function<Socket, okio.Socket> sockets = Okio::socket;
    Objects.requireNonNull(sockets);
  }

  /** Artifact and version by the name of its jar, such as {@code okhttp:3.14.9}. */
  private static String found(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String location =
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    Matcher jar = JAR.matcher(location);
    return jar.find() ? jar.group(1) + ":" + jar.group(2) : location;
  }
}
