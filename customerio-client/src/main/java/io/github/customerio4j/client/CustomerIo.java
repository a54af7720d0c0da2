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
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.DecodedPages;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Request;

/**
 * A client for one workspace. Immutable and thread-safe: make one and share it. All its calls share
 * one rate limit and one pool of connections, block the calling thread, and throw {@link
 * io.github.customerio4j.client.error.CustomerIoException}s.
 *
 * <p>Closing ends the calls in flight; an {@code OkHttpClient} that the caller gave is left as it
 * is.
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
    this.apis = Apis.of(connections.transport(), scope, moshi);
  }

  /**
   * Starts a client.
   *
   * @param key the App API key of the workspace
   */
  public static CustomerIoBuilder builder(AppApiKey key) {
    return new CustomerIoBuilder(key);
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

  /** Segments and who is in them. */
  public SegmentsApi segments() {
    return apis.segments();
  }

  /** Deliveries. */
  public MessagesApi messages() {
    return apis.messages();
  }

  /** What people did. */
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

  /** Collections and what they hold. */
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

  /** Workspaces, snippets, webhooks and the like. */
  public WorkspaceApi workspace() {
    return apis.workspace();
  }

  /** Exports: making and finding them; see {@link #openExport} for reading them. */
  public ExportsApi exports() {
    return apis.exports();
  }

  /**
   * One chain of pages of any operation that pages by cursor, read by a decoder of the caller's.
   *
   * @param request what to ask for
   * @param decoder reads one page's body; shared by all iterators of the result
   * @param <P> what the decoder makes of a page
   * @return the pages, fetched as they are walked
   */
  public <P> DecodedPages<P> pages(PageRequest request, PageDecoder<P> decoder) {
    Transport transport = connections.transport();
    Request first = transport.request(request, request.startAt());
    return new CursorChain<>(
        cursor ->
            transport.<DecodedPage<P>>send(
                transport.request(request, cursor), Idempotence.IDEMPOTENT, scope, decoder::decode),
        request.startAt(),
        first.method() + " " + first.url().encodedPath());
  }

  /**
   * One chain of pages as the API sent them, of any operation that pages by cursor.
   *
   * @param request what to ask for
   * @return the pages, fetched as they are walked; each {@code iterator()} starts anew
   */
  public Iterable<RawPage> rawPages(PageRequest request) {
    DecodedPages<RawPage> pages = pages(request, new RawPageDecoder(request.itemsKey()));
    return () -> new PagedChain.ContentIterator<>(pages.iterator());
  }

  /**
   * Opens a finished export for reading: {@code GET exports/{id}/download}, then the link that it
   * names. The key is not sent to the link's host, and the transfer does not count for the rate
   * limit. Gzip is unpacked. A transfer that breaks off is resumed where the server allows it, with
   * a new link where the old one has expired (they live for 15 minutes).
   *
   * @param exportId the id of an export in state {@code done}
   * @return the CSV, to be closed by the caller; reading throws {@link
   *     io.github.customerio4j.client.error.DownloadRestartException} if the transfer broke off and
   *     cannot be resumed: open the export again and read from the front
   * @throws IOException if the transfer cannot be begun
   */
  public InputStream openExport(long exportId) throws IOException {
    return new ExportDownload(connections, scope, exportId).open();
  }

  /** The limit that this client's requests keep, with its views and whoever else shares it. */
  public RateLimit rateLimit() {
    return connections.transport().options().limit();
  }

  /**
   * A digest of the base URL and the key: the same for every client of this workspace that has this
   * key. The key cannot be told from it.
   */
  public String fingerprint() {
    Transport transport = connections.transport();
    return transport.key().fingerprint(transport.base().toString());
  }

  /**
   * A light view of this client that reports its own transfers: it shares limit, connections and
   * options. Closing it ends just its own calls in flight; further calls fail with {@link
   * io.github.customerio4j.client.error.CancelledException}.
   *
   * @param listener is told of the view's transfers; so is the listener of this client, where it is
   *     such a view itself
   */
  public CustomerIo observedBy(TransferListener listener) {
    return new CustomerIo(connections, scope.child(listener), moshi);
  }

  /** Ends the calls in flight, those of its views included; further calls fail. */
  @Override
  public void close() {
    scope.close();
    if (scope.isRoot()) {
      connections.close();
    }
  }

  /** Names the base URL; never the key. */
  @Override
  public String toString() {
    return "CustomerIo(" + connections.transport().base() + ")";
  }
}
