package io.github.customerio4j.iceberg;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** A catalog that can no longer be reached after a moment. */
final class DyingCatalog implements Catalog {
  private final Catalog catalog;
  private String last = "";
  private long snapshot;

  DyingCatalog(Catalog catalog) {
    this.catalog = catalog;
  }

  /** From the next commit of a table on, no other table can be reached. */
  void dieAfterCommitsOf(String table) {
    last = table;
    snapshot = snapshot();
  }

  private long snapshot() {
    return catalog
        .loadTable(TableIdentifier.of(LocalWarehouse.NAMESPACE, last))
        .currentSnapshot()
        .snapshotId();
  }

  private Catalog reached(TableIdentifier table) {
    if (!last.isEmpty() && !table.name().equals(last) && snapshot() != snapshot) {
      throw new IllegalStateException("The process died.");
    }
    return catalog;
  }

  @Override
  public List<TableIdentifier> listTables(Namespace namespace) {
    return catalog.listTables(namespace);
  }

  @Override
  public boolean dropTable(TableIdentifier table, boolean purge) {
    return reached(table).dropTable(table, purge);
  }

  @Override
  public void renameTable(TableIdentifier from, TableIdentifier to) {
    reached(from).renameTable(from, to);
  }

  @Override
  public Table loadTable(TableIdentifier table) {
    return reached(table).loadTable(table);
  }

  @Override
  public boolean tableExists(TableIdentifier table) {
    return reached(table).tableExists(table);
  }

  @Override
  public TableBuilder buildTable(TableIdentifier table, Schema schema) {
    return reached(table).buildTable(table, schema);
  }
}
