package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.engine.commit.SpooledFields;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.source.MessageRequests;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.StreamedParts;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two neighboring pieces of time both ask for: the second before their border and the border.
 * A message whose time cannot be read belongs to the earlier piece if it comes with that question.
 * It is asked once, and only if such a message comes. Used by one thread at a time.
 */
final class SharedSecond implements StreamedParts.Neighbor {
  private static final ColumnPath ID = ColumnPath.of("id");
  private static final ColumnPath CREATED = ColumnPath.of("created");

  private final RunContext run;
  private final MessageRequests requests;
  private final CustomerIo client;
  private final Optional<String> type;
  private final long border;
  private @Nullable Set<String> known;

  SharedSecond(
      RunContext run,
      MessageRequests requests,
      CustomerIo client,
      Optional<String> type,
      long border) {
    this.run = run;
    this.requests = requests;
    this.client = client;
    this.type = type;
    this.border = border;
  }

  @Override
  public Set<String> shared() throws IOException {
    Set<String> ids = known;
    if (ids == null) {
      ids = ask();
      known = ids;
    }
    return ids;
  }

  private Set<String> ask() throws IOException {
    SliceSpool part = run.scratchPart(run.shape(TableCatalog.messages()).build());
    TimeWindow both = new TimeWindow(0, border, border);
    for (DecodedPage<PageReader.PageSummary> page :
        client.pages(requests.page(type, Drafts.EXCLUDED, both), new PageReader(part))) {
      part.commitPage(page.content().records(), page.next());
    }
    part.close();
    Set<String> ids = new HashSet<>();
    for (TableSpool route : part.routes()) {
      new SpooledFields(List.of(ID, CREATED))
          .read(
              route,
              0,
              record -> {
                if (record.at(CREATED).filter(SharedSecond::isTime).isEmpty()) {
                  record.at(ID).ifPresent(ids::add);
                }
              });
    }
    return ids;
  }

  private static boolean isTime(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ValueKinds.lengthOfSeconds(bytes, 0, bytes.length) > 0;
  }
}
