package io.github.customerio4j.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3Proxy on files, in a process of its own: it checks signatures and conditions. The build of
 * {@code customerio-s3} writes its class path to a file.
 *
 * <p>It looks for an object first and then creates it, which Amazon does in one step: tests of
 * creations at the same time have a {@link FaultyServer} in front of it.
 */
@NullMarked
public final class S3Server implements AutoCloseable {
  /** The name of the credentials. */
  public static final String ACCESS_KEY = "AKIATESTTESTTESTTEST";

  /** Their secret, which no output has. */
  public static final String SECRET_KEY = "secret/Key+0123456789abcdefghijklmnopqrst";

  private static final int ATTEMPTS = 3;

  private static final String LOGGING =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT" /></root>
      </configuration>
      """;

  private final Process process;
  private final Path folder;
  private final URI endpoint;

  private S3Server(Process process, Path folder, URI endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server without buckets.
   *
   * @throws IOException if it does not start; the reason is in its log, which is named
   */
  public static S3Server start() throws IOException {
    return start(Map.of());
  }

  /**
   * Starts a server that takes the tokens of sessions, which it does not check, and headers that it
   * does not know.
   */
  public static S3Server startWithSessions() throws IOException {
    return start(Map.of("s3proxy.ignore-unknown-headers", "true"));
  }

  private static S3Server start(Map<String, String> more) throws IOException {
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return startOnce(more);
      } catch (IOException e) {
        // Another program may have taken the port in the meantime.
        failure = e;
      }
    }
    throw Objects.requireNonNull(failure);
  }

  private static S3Server startOnce(Map<String, String> more) throws IOException {
    Path folder = Files.createTempDirectory("s3-server");
    Path data = Files.createDirectory(folder.resolve("data"));
    int port = freePort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Properties options = new Properties();
    options.setProperty("s3proxy.endpoint", endpoint.toString());
    options.setProperty("s3proxy.authorization", "aws-v4");
    options.setProperty("s3proxy.identity", ACCESS_KEY);
    options.setProperty("s3proxy.credential", SECRET_KEY);
    options.setProperty("jclouds.provider", "filesystem-nio2");
    options.setProperty("jclouds.filesystem.basedir", data.toString());
    options.setProperty("jclouds.identity", "unused");
    options.setProperty("jclouds.credential", "unused");
    options.putAll(more);
    Path file = folder.resolve("s3proxy.properties");
    try (var out = Files.newBufferedWriter(file)) {
      options.store(out, null);
    }
    // Without a configuration it logs each piece of a request: gigabytes for a large file.
    Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                classPath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitPort(process, port, log);
    return new S3Server(process, folder, endpoint);
  }

  private static String classPath() throws IOException {
    for (String file :
        new String[] {"target/s3proxy.classpath", "../customerio-s3/target/s3proxy.classpath"}) {
      if (new File(file).isFile()) {
        return Files.readString(Path.of(file)).strip();
      }
    }
    throw new IOException(
        "No target/s3proxy.classpath: run mvn -pl customerio-s3 -am process-test-resources");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process process, int port, Path log) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (ConnectException e) {
        try {
          if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
            break;
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    process.destroyForcibly();
    throw new IOException("S3Proxy does not start:\n" + Files.readString(log, UTF_8));
  }

  /** What the server said. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("s3proxy.log"), UTF_8);
  }

  /** The address of the server. */
  public URI endpoint() {
    return endpoint;
  }

  /** The credentials. */
  public static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
  }

  /** The SDK's own client; the caller closes it. */
  public S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .build();
  }

  /** Makes a bucket. */
  public void createBucket(String bucket) {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  /** A store of a bucket that is there; the caller closes it. */
  public ObjectStore store(String bucket, String prefix) {
    return S3Store.builder(bucket)
        .prefix(prefix)
        .endpoint(endpoint)
        .region("us-east-1")
        .credentials(credentials())
        .build();
  }

  /** Ends the process and deletes its files. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.format(Locale.ROOT, "Cannot delete %s", folder), e);
    }
  }
}
