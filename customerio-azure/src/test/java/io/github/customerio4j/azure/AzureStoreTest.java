package io.github.customerio4j.azure;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreContract;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of stores on Azurite, which the build installs by npm into {@code target/azurite}.
 * CI sets {@code CUSTOMERIO_NODE_REQUIRED} where npm is, so that the tests cannot be skipped there.
 */
class AzureStoreTest extends ObjectStoreContract {
  /** Azurite's account, whose key its documentation has. */
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final AtomicInteger CONTAINERS = new AtomicInteger();
  private static @Nullable Process process;
  private static URI endpoint;

  private String container;

  private static Path azurite() {
    Path installed = Path.of("target/azurite/node_modules/.bin/azurite-blob").toAbsolutePath();
    boolean isRequired = "1".equals(System.getenv("CUSTOMERIO_NODE_REQUIRED"));
    assumeTrue(
        isRequired || Files.isExecutable(installed),
        "Skipped: there is no Azurite. Install node and npm (20 or later), then run"
            + " mvn -pl customerio-azure -am test-compile with a network.");
    return installed;
  }

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    Path azurite = azurite();
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process started =
        new ProcessBuilder(
                azurite.toString(),
                "--inMemoryPersistence",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port),
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--silent")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process = started;
    endpoint = URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (ConnectException e) {
        if (started.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          throw new IOException("Azurite does not start", e);
        }
      }
    }
  }

  @AfterAll
  static void stopServer() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @BeforeEach
  void makeContainer() {
    container = "container" + CONTAINERS.incrementAndGet();
    new BlobServiceClientBuilder()
        .httpClient(new JdkHttpClientBuilder().build())
        .endpoint(endpoint.toString())
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .buildClient()
        .createBlobContainer(container);
  }

  @Override
  protected ObjectStore store(String prefix) {
    return store(container, prefix);
  }

  private static ObjectStore store(String container, String prefix) {
    return AzureStore.builder(ACCOUNT, container)
        .prefix(prefix)
        .endpoint(endpoint)
        .accountKey(KEY)
        .build();
  }

  @Test
  void missingContainerIsNamed() throws IOException {
    try (ObjectStore store = store("no-such-container", "p")) {
      assertThatIOException()
          .isThrownBy(() -> store.createIfAbsent("a", new byte[1]))
          .withMessageContaining("az://devstoreaccount1/no-such-container/p/a")
          .withMessageContaining("ContainerNotFound")
          .withMessageContaining("Make the container");
    }
  }
}
