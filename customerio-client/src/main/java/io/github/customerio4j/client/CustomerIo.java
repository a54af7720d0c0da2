package io.github.customerio4j.client;

import com.squareup.moshi.Moshi;
import io.github.customerio4j.client.api.ActivitiesApi;
import io.github.customerio4j.client.api.AssetsApi;
import io.github.customerio4j.client.api.BroadcastsApi;
import io.github.customerio4j.client.api.CampaignsApi;
import io.github.customerio4j.client.api.CollectionsApi;
import io.github.customerio4j.client.api.CustomersApi;
import io.github.customerio4j.client.api.DesignStudioApi;
import io.github.customerio4j.client.api.ExportsApi;
import io.github.customerio4j.client.api.MessagesApi;
import io.github.customerio4j.client.api.NewslettersApi;
import io.github.customerio4j.client.api.ObjectsApi;
import io.github.customerio4j.client.api.SegmentsApi;
import io.github.customerio4j.client.api.SendersApi;
import io.github.customerio4j.client.api.SubscriptionsApi;
import io.github.customerio4j.client.api.SuppressionsApi;
import io.github.customerio4j.client.api.TransactionalApi;
import io.github.customerio4j.client.api.WorkspaceApi;
import io.github.customerio4j.client.http.LibraryVersion;
import io.github.customerio4j.client.paging.DecodedPages;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client for one workspace. Immutable and thread-safe: make one and share it. All its calls share
 * one rate limit and one pool of connections, block the calling thread, and throw {@link
 * io.github.customerio4j.client.error.CustomerIoException}s. {@link #async} makes calls without
 * blocking, {@link #with} gives some calls a timeout, a priority or headers.
 *
 * <p>Closing ends the calls in flight; an {@code OkHttpClient} of the caller stays open.
 */
public final class CustomerIo implements AutoCloseable {
  private final Connections connections;
  private final CallScope scope;
  private final Moshi moshi;
  private final Apis apis;

  CustomerIo(Connections connections, CallScope scope, Moshi moshi) {
    this.connections = connections;
    this.scope = scope;
    this.moshi = moshi;
    this.apis = Apis.of(connections, scope, moshi);
  }

  /**
   * Starts a client.
   *
   * @param key the App API key of the workspace
   */
  public static CustomerIoBuilder builder(AppApiKey key) {
    return new CustomerIoBuilder(Objects.requireNonNull(key, "key"));
  }

  /** The version of this library, such as {@code 1.4.0}. */
  public static String version() {
    return LibraryVersion.current();
  }

  /** Campaigns and their actions. */
  public CampaignsApi campaigns() {
    return apis.campaigns();
  }

  /** Broadcasts: campaigns that are triggered through the API. */
  public BroadcastsApi broadcasts() {
    return apis.broadcasts();
  }

  /** Newsletters: messages that are sent once to many people. */
  public NewslettersApi newsletters() {
    return apis.newsletters();
  }

  /** Transactional messages. */
  public TransactionalApi transactional() {
    return apis.transactional();
  }

  /** Segments and their members. */
  public SegmentsApi segments() {
    return apis.segments();
  }

  /** Deliveries. */
  public MessagesApi messages() {
    return apis.messages();
  }

  /** The activities of people. */
  public ActivitiesApi activities() {
    return apis.activities();
  }

  /** People. */
  public CustomersApi customers() {
    return apis.customers();
  }

  /** Objects, their kinds and their relationships. */
  public ObjectsApi objects() {
    return apis.objects();
  }

  /** Collections and their content. */
  public CollectionsApi collections() {
    return apis.collections();
  }

  /** Sender identities. */
  public SendersApi senders() {
    return apis.senders();
  }

  /** Topics and channels to subscribe to, and who has opted out. */
  public SubscriptionsApi subscriptions() {
    return apis.subscriptions();
  }

  /** Addresses that the email service does not send to. */
  public SuppressionsApi suppressions() {
    return apis.suppressions();
  }

  /** Files and their folders. */
  public AssetsApi assets() {
    return apis.assets();
  }

  /** Emails, components and folders of the Design Studio. */
  public DesignStudioApi designStudio() {
    return apis.designStudio();
  }

  /** Workspaces, snippets, webhooks and other settings. */
  public WorkspaceApi workspace() {
    return apis.workspace();
  }

  /** Exports: creates and lists them; {@link #openExport} reads them. */
  public ExportsApi exports() {
    return apis.exports();
  }

  /**
   * One chain of pages of any list, read by the caller's decoder.
   *
   * @param request the list to read
   * @param decoder reads one page's body; shared by all iterators of the result
   * @param <P> the type that the decoder returns for a page
   * @return the pages, fetched while iterating
   */
  public <P> DecodedPages<P> pages(PageRequest request, PageDecoder<P> decoder) {
    return pages(request, decoder, PageTrail::new);
  }

  /**
   * The same, to continue a list that was begun elsewhere: cursors that came before are errors
   * here, too.
   *
   * @param request the list to read, with the cursor of its next page
   * @param decoder reads one page's body; shared by all iterators of the result
   * @param trail the pages read so far; the pages read from now on are added to it
   * @param <P> the type that the decoder returns for a page
   * @return the pages, fetched while iterating; to be iterated once
   */
  public <P> DecodedPages<P> pages(PageRequest request, PageDecoder<P> decoder, PageTrail trail) {
    Objects.requireNonNull(trail, "trail");
    return pages(request, decoder, () -> trail);
  }

  private <P> DecodedPages<P> pages(
      PageRequest request, PageDecoder<P> decoder, Supplier<PageTrail> trails) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(decoder, "decoder");
    Transport transport = connections.transport();
    CursorChain.Source list =
        new CursorChain.Source(
            transport,
            scope,
            cursor -> transport.request(request, cursor),
            request.style(),
            request.itemsKey());
    return new CursorChain<>(list, decoder, request.startAt(), trails);
  }

  /**
   * One chain of pages as the API sent them, of any list.
   *
   * @param request the list to read
   * @return the pages, fetched while iterating; each {@code iterator()} starts again
   */
  public Iterable<RawPage> rawPages(PageRequest request) {
    Objects.requireNonNull(request, "request");
    DecodedPages<RawPage> pages = pages(request, new RawPageDecoder(request.itemsKey()));
    return () ->
        new PagedChain.ContentIterator<>(
            pages.iterator(), page -> new RawPage(page.content().bytes(), page.next()));
  }

  /**
   * Opens a finished export for reading: {@code GET exports/{id}/download}, then the link in its
   * answer. The key is not sent to the link's host, and the transfer does not count toward the rate
   * limit. Gzip is unpacked. A transfer that breaks off is resumed where the server allows it, with
   * a new link where the old one has expired (they live for 15 minutes).
   *
   * @param exportId the id of an export in state {@code done}
   * @return the CSV, to be closed by the caller; reading throws {@link
   *     io.github.customerio4j.client.error.DownloadRestartException} if the transfer broke off and
   *     cannot be resumed: open the export again and read from the start
   * @throws IOException if the transfer cannot start
   */
  public InputStream openExport(long exportId) throws IOException {
    return new ExportDownload(connections, scope, exportId).open();
  }

  /**
   * The rate limit of this client, shared with its views and with other clients that use the same
   * object.
   */
  public RateLimit rateLimit() {
    return connections.transport().options().limit();
  }

  /**
   * A digest of the base URL and the key: the same for every client with this base URL and key. It
   * does not reveal the key.
   */
  public String fingerprint() {
    Transport transport = connections.transport();
    return transport.key().fingerprint(transport.base().toString());
  }

  /**
   * A lightweight view of this client that reports its own transfers. It shares the rate limit,
   * connections and options. Closing it ends only its own calls in flight; further calls fail with
   * {@link io.github.customerio4j.client.error.CancelledException}.
   *
   * @param listener receives the view's transfers; if this client is a view itself, its listener
   *     receives them, too
   */
  public CustomerIo observedBy(TransferListener listener) {
    return view(scope.child(Objects.requireNonNull(listener, "listener")));
  }

  /**
   * A lightweight view of this client whose calls have other options. It shares the rate limit,
   * connections and listener. Closing it ends only its own calls in flight.
   *
   * @param options a timeout, a priority or headers; what they do not set stays as it is here, and
   *     headers are added
   */
  public CustomerIo with(RequestOptions options) {
    return view(scope.child(Objects.requireNonNull(options, "options")));
  }

  /**
   * Makes calls without blocking the caller.
   *
   * <pre>{@code
   * CompletableFuture<Message> message = client.async(io -> io.messages().get(id));
   * }</pre>
   *
   * <p>Cancelling the future, or its {@code orTimeout}, ends the HTTP call. A list is fetched while
   * it is iterated, so iterate it inside the function.
   *
   * @param calls makes the calls and returns their result, on a thread of {@link
   *     CustomerIoBuilder#executor}; it gets a view of this client
   * @param <T> the type of the result
   * @return the result; completed with the {@link
   *     io.github.customerio4j.client.error.CustomerIoException} if a call fails
   */
  public <T> CompletableFuture<T> async(Function<? super CustomerIo, ? extends T> calls) {
    Objects.requireNonNull(calls, "calls");
    CustomerIo view = view(scope.child());
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<T> unused =
        result.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                view.close();
              }
            });
    connections
        .asyncCalls()
        .execute(
            () -> {
              try {
                result.complete(calls.apply(view));
              } catch (Throwable e) { // An Error must not leave the future waiting.
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private CustomerIo view(CallScope child) {
    return new CustomerIo(connections, child, moshi);
  }

  /** Ends the calls in flight, including those of its views; further calls fail. */
  @Override
  public void close() {
    scope.close();
    if (scope.isRoot()) {
      connections.close();
    }
  }

  /** Contains the base URL, never the key. */
  @Override
  public String toString() {
    return "CustomerIo(" + connections.transport().base() + ")";
  }
}
