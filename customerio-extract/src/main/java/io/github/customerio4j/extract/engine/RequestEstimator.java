package io.github.customerio4j.extract.engine;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.commit.SpooledFields;
import io.github.customerio4j.extract.engine.commit.SpooledFields.Fields;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.source.ActivitySource;
import io.github.customerio4j.extract.engine.source.ActivityTables;
import io.github.customerio4j.extract.engine.source.BodySource;
import io.github.customerio4j.extract.engine.source.MessageSource;
import io.github.customerio4j.extract.engine.source.tree.ChainRequests;
import io.github.customerio4j.extract.engine.source.tree.TableNode;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.report.ExtractionPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okio.Buffer;

/**
 * Counts the requests of a run before it starts. It reads the lists of parents, and none of their
 * children.
 */
public final class RequestEstimator {
  /** The most pages that are read of one list. */
  private static final int MOST_PAGES = 50;

  /** The API returns ten actions of a campaign a page, and takes no page size. */
  private static final int ACTIONS_A_PAGE = 10;

  /** One creates the export, one checks that it is done, one asks for its link. */
  private static final int REQUESTS_OF_EXPORT = 3;

  private final RunContext run;
  private final Map<String, ExtractionPlan.Table> tables = new LinkedHashMap<>();
  private long own;

  public RequestEstimator(RunContext run) {
    this.run = run;
  }

  public ExtractionPlan plan() throws IOException {
    ExtractionConfig config = run.config();
    for (TableSpec root : TableCatalog.roots()) {
      if (TableNode.isNeeded(config, root)) {
        addTree(new TableNode(run, root, run.namedIds(root.name())));
      }
    }
    if (config.messages().isPresent()) {
      MessageSource messages = new MessageSource(run, config.messages().get());
      add("messages", messages.pages(requests -> own += requests), true);
    }
    config
        .messageBodies()
        .ifPresent(one -> add("message_bodies", new BodySource(run, one).left(), true));
    config.customers().ifPresent(one -> add("customers", REQUESTS_OF_EXPORT, true));
    config
        .activities()
        .ifPresent(
            one ->
                add(
                    "activities",
                    new ActivitySource(run, one, new ActivityTables(run.state())).lists(),
                    true));
    return ExtractionPlan.builder()
        .tables(tables.values())
        .requestsOfPlan(own)
        .requestsPerSecond(run.services().client().rateLimit().requestsPerSecond())
        .build();
  }

  private void add(String table, long requests, boolean isAtLeast) {
    tables.merge(
        table,
        new ExtractionPlan.Table(table, requests, isAtLeast),
        (one, other) ->
            new ExtractionPlan.Table(
                table, one.requests() + other.requests(), one.isAtLeast() || other.isAtLeast()));
  }

  private void addTree(TableNode root) throws IOException {
    int fixed = root.table().fixedParents().size();
    if (fixed > 0) {
      add(root.table().name(), fixed, true);
      return;
    }
    boolean needsList = root.isWanted();
    for (TableNode child : root.children()) {
      int named = run.namedParents(child.table()).size();
      needsList |= named == 0;
      if (named > 0) {
        addBelow(child, named, Set.of(), path -> Optional.empty(), true);
      }
    }
    if (needsList) {
      addList(root);
    }
  }

  private void addList(TableNode root) throws IOException {
    List<TableNode> children =
        root.children().stream()
            .filter(child -> run.namedParents(child.table()).isEmpty())
            .toList();
    if (children.isEmpty()) {
      int lists = root.requests().chains(Map.of(), Set.of()).size();
      add(root.table().name(), lists, root.table().pageSize().isPresent());
      return;
    }
    Set<ColumnPath> fields = new LinkedHashSet<>(root.decidingFields());
    children.forEach(child -> addListedIn(child, fields));
    SliceSpool part =
        run.scratchPart(run.shape(root.table()).readBack(fields).isReadBackOnly(true).build());
    boolean isWhole = readShrinking(root, part);
    add(root.table().name(), part.pages(), !isWhole);
    for (TableSpool route : part.routes()) {
      new SpooledFields(fields)
          .read(
              route,
              0,
              record -> {
                Set<String> settled = root.settled(record, Set.of());
                children.forEach(child -> addBelow(child, 1, settled, record, isWhole));
              });
    }
  }

  private static void addListedIn(TableNode node, Set<ColumnPath> fields) {
    node.table().listedIn().ifPresent(fields::add);
    node.children().forEach(child -> addListedIn(child, fields));
  }

  /** The same as {@link #read}, with smaller pages if the API refuses large ones. */
  private boolean readShrinking(TableNode root, SliceSpool part) throws IOException {
    try {
      return read(root, part);
    } catch (InvalidRequestException e) {
      if (e.status() != 400 || part.pages() > 0 || !root.requests().areLarge()) {
        throw e;
      }
      root.requests().shrink();
      return read(root, part);
    }
  }

  /** Whether the list was read to its end. */
  private boolean read(TableNode root, SliceSpool part) throws IOException {
    CustomerIo client = run.services().client();
    boolean isWhole = true;
    for (ChainRequests.ParentChain chain : root.requests().chains(Map.of(), Set.of())) {
      for (DecodedPage<PageReader.PageSummary> page :
          client.pages(root.requests().request(chain), new PageReader(part))) {
        own++;
        part.commitPage(page.content().records(), page.next());
        if (part.pages() >= MOST_PAGES && page.next().isPresent()) {
          isWhole = false;
          break;
        }
      }
    }
    part.close();
    return isWhole;
  }

  /**
   * Adds the requests for a number of parents, and for the children of their records.
   *
   * @param record tells how many records there are, where the parent says so
   */
  private void addBelow(
      TableNode node, int parents, Set<String> settled, Fields record, boolean isExact) {
    if (parents == 0 || !node.isDue(settled)) {
      return;
    }
    int chains = node.requests().chains(Map.of(), settled).size();
    OptionalInt listed = listed(node.table(), record);
    boolean isByTen = node.table().name().equals("campaign_actions");
    long pages = isByTen ? Math.max(1, (listed.orElse(1) + 9L) / ACTIONS_A_PAGE) : 1;
    boolean isKnown = isByTen ? listed.isPresent() : node.table().pageSize().isEmpty();
    add(node.table().name(), (long) parents * chains * pages, !isExact || !isKnown);
    for (TableNode child : node.children()) {
      addBelow(child, parents * listed.orElse(1), settled, record, isExact && listed.isPresent());
    }
  }

  /** The number of records that the parent states. */
  private static OptionalInt listed(TableSpec table, Fields record) {
    String array = table.listedIn().flatMap(record::at).orElse("");
    if (!array.startsWith("[")) {
      return OptionalInt.empty();
    }
    try {
      JsonReader json = JsonReader.of(new Buffer().writeUtf8(array));
      int count = 0;
      json.beginArray();
      while (json.hasNext()) {
        json.skipValue();
        count++;
      }
      return OptionalInt.of(count);
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
