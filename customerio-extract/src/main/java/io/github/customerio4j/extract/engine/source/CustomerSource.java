package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.error.DownloadRestartException;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.model.workspace.Export;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.CsvReader;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.report.ExtractionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads people by an export: creates it, waits for it, downloads it, and checks that it is whole.
 */
public final class CustomerSource extends SingleTableSource {
  private static final int MAX_DOWNLOADS = 6;

  /** Facts in the journal: the id of the export, and the part that holds its whole file. */
  private static final String EXPORT = "customers/export";

  private static final String WHOLE = "customers/whole";

  private final CustomersSelection selection;
  private final List<String> warnings = new ArrayList<>();
  private SliceSpool part;

  public CustomerSource(RunContext run, CustomersSelection selection) {
    super(
        run,
        TableCatalog.customers(),
        run.meterOfDownloads(TableCatalog.customers().name()),
        ProgressTracker.Length.UNKNOWN);
    this.selection = selection;
    this.part = run.scratchPart(shape());
  }

  @Override
  public void submit() {
    progress.opened(1);
    scope.submitAside(this::read);
  }

  @Override
  SpooledTable table() {
    noteMissingAttributes();
    return SpooledTable.builder()
        .name(table.name())
        .spec(table)
        .addChains(part.routes())
        .meter(meter)
        .windows(1)
        .isWhole(selection.filter().isEmpty())
        .counts(List.of(part))
        .wantedKey(selection.primaryKey().map(List::of))
        .onlyFields(fields())
        .addAllWarnings(warnings)
        .build();
  }

  private void read() throws Exception {
    CustomersExportRequest.Builder request = CustomersExportRequest.builder();
    request
        .filters(selection.filter().orElseGet(AudienceFilter::everybody))
        .attributes(selection.attributes());
    Optional<String> whole = run.noted(WHOLE);
    if (whole.isPresent()) {
      part = run.part(whole.get(), shape());
      progress.restored(part.records());
    } else {
      download(exported(request.build()));
    }
    progress.ended(1);
  }

  /**
   * The finished export: the one that an interrupted run had created, if it still exists, else a
   * new one.
   */
  private Export exported(CustomersExportRequest request) throws InterruptedException {
    CustomerExport export = new CustomerExport(client, run.services().sleeper(), run.clock());
    Optional<Export> former = run.noted(EXPORT).flatMap(id -> export.find(Long.parseLong(id)));
    Export begun = former.isPresent() ? former.get() : export.create(request);
    run.note(EXPORT, String.valueOf(begun.id()));
    return export.await(begun);
  }

  /** Reads the file into a new part, until one attempt has read it whole. */
  private void download(Export export) throws IOException {
    for (int attempt = 1; ; attempt++) {
      String slot = table.name() + "/" + export.id() + "/" + attempt;
      try (SliceSpool fresh = run.newPart(slot, shape());
          InputStream csv = client.openExport(export.id())) {
        long rows = new CsvReader(fresh).read(csv);
        check(export.total(), rows);
        part = fresh;
        run.note(WHOLE, slot);
        progress.pageRead((int) Math.min(rows, Integer.MAX_VALUE), 0);
        return;
      } catch (DownloadRestartException | MalformedBodyException e) {
        if (attempt == MAX_DOWNLOADS) {
          throw new ExtractionException(
              "Cannot read export "
                  + export.id()
                  + " of customers whole in "
                  + attempt
                  + " attempts: "
                  + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
                  + ". Run again for a new export.",
              e);
        }
      }
    }
  }

  private void check(OptionalLong total, long rows) throws MalformedBodyException {
    long expected = total.orElse(0);
    if (rows < expected) {
      throw new MalformedBodyException(
          "the file holds " + rows + " of " + expected + " people, so its end is missing");
    }
    if (expected > 0 && rows > expected) {
      warnings.add(
          "The export says that it holds " + expected + " people; its file has " + rows + ".");
    }
  }

  private RecordShape shape() {
    return run.shape(table).build();
  }

  private Optional<List<ColumnPath>> fields() {
    if (selection.attributes().isEmpty()) {
      return Optional.empty();
    }
    List<ColumnPath> fields = new ArrayList<>();
    table.columns().stream().map(ColumnSpec::path).forEach(fields::add);
    selection.attributes().stream().map(ColumnPath::of).forEach(fields::add);
    return Optional.of(fields);
  }

  private void noteMissingAttributes() {
    List<String> missing =
        selection.attributes().stream()
            .filter(name -> part.routes().stream().anyMatch(rows -> !rows.has(ColumnPath.of(name))))
            .toList();
    if (!missing.isEmpty()) {
      warnings.add(
          "The export has no attribute "
              + String.join(", ", missing)
              + "; the column is empty. Check the spelling, including upper and lower case.");
    }
  }
}
