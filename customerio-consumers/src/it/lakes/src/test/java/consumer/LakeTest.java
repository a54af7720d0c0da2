package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.junit.CustomerIoSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.Test;

/** The library of Iceberg and that of S3 beside each other, as Maven brings them to users. */
@CustomerIoSandbox
class LakeTest {
  private static final String SECRET = "a-secret-that-nobody-prints";

  private static CustomerIo client(Sandbox sandbox) {
    return CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
        .baseUrl(sandbox.baseUrl())
        .rateLimit(RateLimit.unlimited())
        .build();
  }

  private static String rows(InMemoryCatalog catalog, String table) {
    Table messages = catalog.loadTable(TableIdentifier.of("crm", table));
    return messages.currentSnapshot().summary().get("total-records");
  }

  @Test
  void tablesAreKeptUpToDate(Sandbox sandbox) throws IOException {
    try (CustomerIo client = client(sandbox);
        InMemoryCatalog catalog = new InMemoryCatalog()) {
      catalog.initialize("lake", Map.of());

      Lake.tables(client, catalog);
      String first = rows(catalog, "messages");
      sandbox.addMessages(2, sandbox.clock().instant().minusSeconds(60));
      Lake.tables(client, catalog);

      assertFalse(Long.parseLong(rows(catalog, "campaigns")) == 0);
      assertEquals(Long.parseLong(first) + 2, Long.parseLong(rows(catalog, "messages")));
    }
  }

  @Test
  void storeIsFoundByItsAddress(Sandbox sandbox) throws IOException {
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", SECRET);
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] denied = "<Error><Code>AccessDenied</Code></Error>".getBytes(StandardCharsets.UTF_8);
    store.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(403, denied.length);
          exchange.getResponseBody().write(denied);
          exchange.close();
        });
    store.start();
    String endpoint = "http://127.0.0.1:" + store.getAddress().getPort();
    try (CustomerIo client = client(sandbox)) {
      Exception failure =
          assertThrows(
              Exception.class,
              () ->
                  Lake.files(
                      client,
                      "s3://acme/crm",
                      Map.of("endpoint", endpoint, "region", "eu-west-1")));

      List<String> said = new ArrayList<>();
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        said.add(String.valueOf(cause.getMessage()));
      }
      assertTrue(said.get(0).contains("s3://acme/crm"), said.toString());
      assertFalse(said.toString().contains(SECRET), said.toString());
    } finally {
      store.stop(0);
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
