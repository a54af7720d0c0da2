package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.engine.commit.SpooledFields;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SkippedParents;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.StaleCursorException;
import io.github.customerio4j.extract.engine.source.tree.ChainRequests.ParentChain;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.report.ExtractionException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Chains that share a part and are read one after the other. After each page, the children of its
 * records are requested. Used by one thread at a time.
 */
final class ChainBatch implements Slice {
  /** With this many chains waiting, no more parents are read. */
  private static final int ENOUGH_WAIT = 10_000;

  private static final double UNCUTTABLE = 1e12;

  private final TableNode node;
  private final SliceSpool part;
  private final ChildBatches.Parents parents;
  private final Map<String, String> firstKeys;
  private final int size;
  private final Map<TableNode, ChildBatches> childBatches = new LinkedHashMap<>();
  private final Optional<SpooledFields> rows;

  /** The fields whose texts identify a record and its children. */
  private final List<ColumnPath> parentFields;

  /** The records whose children were requested before the chains were read again. */
  private final Set<ByteString> withChildren = new HashSet<>();

  private List<ParentChain> chains;
  private @Nullable PageChain current;
  private boolean isBegun;
  private boolean mayShrink;
  private long readTo;

  ChainBatch(RunContext run, TableNode node, List<ParentChain> chains, ChildBatches.Parents parents)
      throws IOException {
    this.node = node;
    this.chains = chains;
    this.size = chains.size();
    this.firstKeys = chains.get(0).keys();
    this.parents = parents;
    this.part = node.part(chains);
    List<TableNode> children =
        node.children().stream()
            .filter(child -> run.namedParents(child.table()).isEmpty())
            .toList();
    for (TableNode child : children) {
      childBatches.put(child, new ChildBatches(run, child, size, ChildBatches.Parents.LISTED));
    }
    this.parentFields =
        Stream.concat(
                children.stream()
                    .flatMap(child -> child.table().parentKeys().stream())
                    .map(ParentKey::field),
                firstKeys.keySet().stream())
            .distinct()
            .map(ColumnPath::of)
            .toList();
    this.rows =
        childBatches.isEmpty() ? Optional.empty() : Optional.of(new SpooledFields(fields()));
  }

  private Set<ColumnPath> fields() {
    Set<ColumnPath> fields = new LinkedHashSet<>(node.decidingFields());
    firstKeys.keySet().forEach(column -> fields.add(ColumnPath.of(column)));
    return fields;
  }

  /** Submits the batch. */
  void begin() {
    node.progress().opened(size);
    node.progress().restored(part.records());
    node.hold();
    node.scope().submit(this);
  }

  @Override
  public boolean advance() throws Exception {
    if (!isBegun) {
      isBegun = true;
      startChildren();
      node.progress().ended(part.chainsEnded());
    }
    int ended = part.chainsEnded();
    if (ended < size) {
      readPage(chains.get(ended));
      startChildren();
      if (part.chainsEnded() > ended) {
        current = null;
        node.progress().ended(1);
      }
    }
    if (part.chainsEnded() < size) {
      return true;
    }
    part.close();
    chains = List.of();
    for (Map.Entry<TableNode, ChildBatches> child : childBatches.entrySet()) {
      child.getKey().scope().attempt(child.getValue()::end);
    }
    node.release();
    return false;
  }

  private void readPage(ParentChain chain) throws IOException {
    PageChain reading = current;
    if (reading == null) {
      mayShrink = node.requests().areLarge();
      reading = node.chain(chain, part);
      current = reading;
    }
    try {
      reading.read();
    } catch (StaleCursorException e) {
      restart(e);
    } catch (NotFoundException | InvalidRequestException e) {
      if (part.next().isPresent()) {
        throw e;
      }
      if (parents == ChildBatches.Parents.NAMED || !SkippedParents.isAnswer(e)) {
        readSmallerPage(chain, e);
        return;
      }
      // The parent was deleted after it was listed: it has no children, which is not a failure.
      node.deletedParents().addOnce(chain.parent());
      part.rollbackPage();
      part.commitPage(0, Optional.empty());
    }
  }

  /** Reads the chains again from their start. The children that were requested stay. */
  private void restart(StaleCursorException e) throws IOException {
    Set<ByteString> requested = requestedChildren();
    long forgotten = part.records();
    int ended = part.chainsEnded();
    if (!part.restart()) {
      throw e.lasting();
    }
    withChildren.addAll(requested);
    node.progress().restarted(forgotten, ended);
    current = null;
    readTo = 0;
  }

  /** The records whose children were requested, as digests. */
  private Set<ByteString> requestedChildren() throws IOException {
    Set<ByteString> requested = new HashSet<>();
    if (rows.isPresent()) {
      for (TableSpool route : part.routes()) {
        rows.get().read(route, 0, record -> requested.add(digest(record)));
      }
    }
    return requested;
  }

  private ByteString digest(SpooledFields.Fields record) {
    Buffer keys = new Buffer();
    for (ColumnPath field : parentFields) {
      keys.writeUtf8(record.at(field).orElse("")).writeByte(0);
    }
    return keys.sha256().substring(0, 8);
  }

  /** Reads the first page again if the API may have refused only its size. */
  private void readSmallerPage(ParentChain chain, ApiException refusal) throws IOException {
    if (refusal.status() != 400 || !mayShrink) {
      throw refusal;
    }
    node.requests().shrink();
    current = null;
    readPage(chain);
  }

  /** Requests the children of the records that are new since the last call. */
  private void startChildren() throws Exception {
    if (rows.isEmpty()) {
      return;
    }
    Map<Map<String, String>, ParentChain> byKeys = new LinkedHashMap<>();
    chains.forEach(chain -> byKeys.put(chain.keys(), chain));
    for (TableSpool route : part.routes()) {
      rows.get().read(route, readTo, record -> startChildren(record, byKeys));
      readTo = route.length();
    }
  }

  private void startChildren(
      SpooledFields.Fields record, Map<Map<String, String>, ParentChain> byKeys)
      throws IOException {
    if (!withChildren.isEmpty() && withChildren.contains(digest(record))) {
      return;
    }
    Map<String, String> own = new LinkedHashMap<>();
    for (String column : firstKeys.keySet()) {
      own.put(column, record.at(ColumnPath.of(column)).orElse(""));
    }
    ParentChain chain = byKeys.get(own);
    Set<String> settled = node.settled(record, chain == null ? Set.of() : chain.settled());
    for (Map.Entry<TableNode, ChildBatches> child : childBatches.entrySet()) {
      TableNode at = child.getKey();
      try {
        at.scope().attempt(() -> child.getValue().add(node.keysFor(at, record), settled));
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ExtractionException("Cannot read " + at.table().name(), e);
      }
    }
  }

  /**
   * A batch that other work waits for goes first, unless enough work is waiting. A batch in
   * progress is finished before others start, which keeps the number of open files low.
   */
  @Override
  public double remaining() {
    boolean hasEnough =
        childBatches.keySet().stream().anyMatch(child -> child.progress().waiting() > ENOUGH_WAIT);
    if (hasEnough) {
      return LAST;
    }
    if (size > 1) {
      return isBegun ? FIRST : size;
    }
    PageChain reading = current;
    return reading == null ? FIRST : UNCUTTABLE + UNCUTTABLE * reading.pagesRead();
  }

  @Override
  public String name() {
    int ended = part.chainsEnded();
    return ended < chains.size() ? chains.get(ended).label() : "";
  }

  SliceSpool part() {
    return part;
  }

  /** How many chains share the part. */
  int chains() {
    return size;
  }

  /** The keys of the first parent. */
  Map<String, String> firstKeys() {
    return firstKeys;
  }

  /** The children of the records, by table. */
  Collection<ChildBatches> childBatches() {
    return childBatches.values();
  }
}
