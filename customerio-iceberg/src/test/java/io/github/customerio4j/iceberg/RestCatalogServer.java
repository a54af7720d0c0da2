package io.github.customerio4j.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A REST catalog on this machine, by the library's own handlers. One request is answered at a time,
 * so a transaction of several tables is seen as a whole.
 */
@NullMarked
public final class RestCatalogServer implements Closeable {

  /** What the server says of transactions of several tables. */
  public enum Transactions {
    /** It lists the request, and answers it. */
    OFFERED,
    /** It does not list the request. */
    NOT_OFFERED,
    /** It lists no requests at all, and does not know this one. */
    UNTOLD
  }

  /** What a request becomes after it was handled. */
  private enum Answer {
    LOST,
    UNAVAILABLE
  }

  private record Fault(String pathEnd, @Nullable Answer answer, Runnable before) {}

  private static final List<Endpoint> ENDPOINTS =
      List.of(
          Endpoint.V1_LIST_NAMESPACES,
          Endpoint.V1_LOAD_NAMESPACE,
          Endpoint.V1_NAMESPACE_EXISTS,
          Endpoint.V1_CREATE_NAMESPACE,
          Endpoint.V1_DELETE_NAMESPACE,
          Endpoint.V1_LIST_TABLES,
          Endpoint.V1_LOAD_TABLE,
          Endpoint.V1_TABLE_EXISTS,
          Endpoint.V1_CREATE_TABLE,
          Endpoint.V1_UPDATE_TABLE,
          Endpoint.V1_DELETE_TABLE);

  private static final String TRANSACTION = "transactions/commit";

  private final JdbcCatalog catalog;
  private final Transactions transactions;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private volatile @Nullable Function<String, HandedOut> handedOut;

  private RestCatalogServer(JdbcCatalog catalog, Transactions transactions, HttpServer server) {
    this.catalog = catalog;
    this.transactions = transactions;
    this.server = server;
    json.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    json.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    json.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
    RESTSerializers.registerAll(json);
  }

  /**
   * Starts a server.
   *
   * @param catalog what it serves, and closes
   */
  public static RestCatalogServer start(JdbcCatalog catalog, Transactions transactions)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RestCatalogServer server = new RestCatalogServer(catalog, transactions, http);
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** The properties by which a catalog of this server is opened. */
  public Map<String, String> properties() {
    return Map.of(
        CatalogProperties.URI,
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "rest-metrics-reporting-enabled",
        "false");
  }

  /** Opens a catalog of this server whose files are read and written by the caller's class. */
  public RESTCatalog client(FileIO files) {
    RESTCatalog client = new Client(files);
    client.initialize("rest", properties());
    return client;
  }

  /** The catalog behind the server, for what another program does. */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * Hands out keys for the files of tables to those who ask for them.
   *
   * @param source what is handed out by the path of the table, or that of new tables
   */
  public void handOut(Function<String, HandedOut> source) {
    handedOut = source;
  }

  /** How many requests to paths with this end were made. */
  public long requests(String pathEnd) {
    return requests.stream().filter(path -> path.endsWith(pathEnd)).count();
  }

  /** The next request to a path with this end is done, and its connection is closed. */
  public void loseAnswerTo(String pathEnd) {
    faults.add(new Fault(pathEnd, Answer.LOST, () -> {}));
  }

  /** The next request to a path with this end is done, and the answer to it is 503. */
  public void beUnavailableAfter(String pathEnd) {
    faults.add(new Fault(pathEnd, Answer.UNAVAILABLE, () -> {}));
  }

  /** Something happens before the next request to a path with this end. */
  public void before(String pathEnd, Runnable action) {
    faults.add(new Fault(pathEnd, null, action));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Fault fault = null;
    if (exchange.getRequestMethod().equals("POST")) {
      requests.add(path);
      Optional<Fault> next =
          faults.stream().filter(each -> path.endsWith(each.pathEnd())).findFirst();
      if (next.isPresent() && faults.remove(next.get())) {
        fault = next.get();
        fault.before().run();
      }
    }
    int code = 200;
    Object answer;
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readAllBytes();
      synchronized (this) {
        answer =
            handle(exchange.getRequestMethod(), path, exchange.getRequestURI().getQuery(), body);
        Function<String, HandedOut> keys = handedOut;
        if (keys != null && answer instanceof LoadTableResponse table && asksForKeys(exchange)) {
          answer = keys.apply(path).in(table);
        }
      }
    } catch (RuntimeException | IOException e) {
      code = code(e);
      answer = error(code, e);
    }
    if (fault != null && fault.answer() == Answer.LOST) {
      exchange.close();
      return;
    }
    if (fault != null && fault.answer() == Answer.UNAVAILABLE) {
      code = 503;
      answer = error(code, new IllegalStateException("The server is busy."));
    }
    boolean hasBody = answer != null && !exchange.getRequestMethod().equals("HEAD");
    byte[] text = hasBody ? json.writeValueAsBytes(answer) : new byte[0];
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer == null ? 204 : code, hasBody ? text.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(text);
    }
    exchange.close();
  }

  private static boolean asksForKeys(HttpExchange exchange) {
    return "vended-credentials"
        .equals(exchange.getRequestHeaders().getFirst("X-Iceberg-Access-Delegation"));
  }

  private static ErrorResponse error(int code, Exception e) {
    return ErrorResponse.builder()
        .responseCode(code)
        .withType(e.getClass().getSimpleName())
        .withMessage(String.valueOf(e.getMessage()))
        .build();
  }

  private static int code(Exception e) {
    if (e instanceof NoSuchTableException || e instanceof NoSuchNamespaceException) {
      return 404;
    }
    if (e instanceof AlreadyExistsException
        || e instanceof CommitFailedException
        || e instanceof NamespaceNotEmptyException) {
      return 409;
    }
    if (e instanceof IllegalArgumentException || e instanceof ValidationException) {
      return 400;
    }
    return e instanceof UnsupportedOperationException ? 404 : 500;
  }

  private @Nullable Object handle(String method, String path, @Nullable String query, byte[] body)
      throws IOException {
    String rest = path.replaceFirst("^/v1/", "");
    if (rest.equals("config")) {
      return config();
    }
    if (rest.equals(TRANSACTION) && transactions == Transactions.OFFERED) {
      commit(json.readValue(body, CommitTransactionRequest.class));
      return null;
    }
    String[] parts = rest.split("/", -1);
    if (!parts[0].equals("namespaces")) {
      throw new UnsupportedOperationException("There is no " + path);
    }
    if (parts.length == 1) {
      return method.equals("POST")
          ? CatalogHandlers.createNamespace(
              catalog, json.readValue(body, CreateNamespaceRequest.class))
          : CatalogHandlers.listNamespaces(catalog, Namespace.empty());
    }
    Namespace namespace =
        RESTUtil.decodeNamespace(parts[1], RESTCatalogProperties.NAMESPACE_SEPARATOR_DEFAULT);
    Function<String, HandedOut> keys = handedOut;
    if (parts.length == 5 && parts[4].equals("credentials") && keys != null) {
      CatalogHandlers.tableExists(
          catalog, TableIdentifier.of(namespace, RESTUtil.decodeString(parts[3])));
      return keys.apply(path).answer();
    }
    return switch (parts.length) {
      case 2 -> namespace(method, namespace);
      case 3 ->
          method.equals("POST")
              ? create(namespace, json.readValue(body, CreateTableRequest.class))
              : CatalogHandlers.listTables(catalog, namespace);
      default ->
          table(
              method,
              TableIdentifier.of(namespace, RESTUtil.decodeString(parts[3])),
              "purgeRequested=true".equals(query),
              body);
    };
  }

  private ConfigResponse config() {
    List<Endpoint> endpoints = new ArrayList<>();
    if (transactions != Transactions.UNTOLD) {
      endpoints.addAll(ENDPOINTS);
    }
    if (transactions == Transactions.OFFERED) {
      endpoints.add(Endpoint.V1_COMMIT_TRANSACTION);
    }
    return ConfigResponse.builder().withEndpoints(endpoints).build();
  }

  private @Nullable Object namespace(String method, Namespace namespace) {
    if (method.equals("DELETE")) {
      CatalogHandlers.dropNamespace(catalog, namespace);
      return null;
    }
    if (method.equals("HEAD")) {
      CatalogHandlers.namespaceExists(catalog, namespace);
      return null;
    }
    return CatalogHandlers.loadNamespace(catalog, namespace);
  }

  private Object create(Namespace namespace, CreateTableRequest request) {
    return request.stageCreate()
        ? CatalogHandlers.stageTableCreate(catalog, namespace, request)
        : CatalogHandlers.createTable(catalog, namespace, request);
  }

  private @Nullable Object table(String method, TableIdentifier table, boolean purges, byte[] body)
      throws IOException {
    switch (method) {
      case "HEAD" -> {
        CatalogHandlers.tableExists(catalog, table);
        return null;
      }
      case "DELETE" -> {
        if (purges) {
          CatalogHandlers.purgeTable(catalog, table);
        } else {
          CatalogHandlers.dropTable(catalog, table);
        }
        return null;
      }
      case "POST" -> {
        return CatalogHandlers.updateTable(
            catalog, table, json.readValue(body, UpdateTableRequest.class));
      }
      default -> {
        return CatalogHandlers.loadTable(catalog, table, RESTCatalogProperties.SnapshotMode.ALL);
      }
    }
  }

  /** All tables are looked at before the first one changes. A table cannot be made this way. */
  private void commit(CommitTransactionRequest request) {
    for (UpdateTableRequest change : request.tableChanges()) {
      TableMetadata base =
          ((BaseTable) catalog.loadTable(change.identifier())).operations().current();
      change.requirements().forEach(requirement -> requirement.validate(base));
      TableMetadata.Builder after = TableMetadata.buildFrom(base);
      change.updates().forEach(update -> update.applyTo(after));
      after.build();
    }
    for (UpdateTableRequest change : request.tableChanges()) {
      CatalogHandlers.updateTable(catalog, change.identifier(), change);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    catalog.close();
  }

  /** The library's own client with given files. */
  private static final class Client extends RESTCatalog {
    Client(FileIO files) {
      super(SessionCatalog.SessionContext.createEmpty(), new Connection(files));
    }

    @Override
    protected RESTSessionCatalog newSessionCatalog(
        Function<Map<String, String>, RESTClient> connection) {
      // Called by the constructor of the library's class, before a field of this one is set.
      FileIO files = ((Connection) connection).files();
      return new RESTSessionCatalog(connection, (context, properties) -> files);
    }
  }

  private record Connection(FileIO files) implements Function<Map<String, String>, RESTClient> {
    @Override
    public RESTClient apply(Map<String, String> properties) {
      return HTTPClient.builder(properties).uri(properties.get(CatalogProperties.URI)).build();
    }
  }
}
