package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What the reader must know of the records of a slice. */
@Value.Immutable
public abstract class RecordShape {

  RecordShape() {}

  /** The key that the list stands under in a page. */
  public abstract String itemsKey();

  /** The field that identifies a record; without one nothing counts as repeated. */
  public abstract Optional<ColumnPath> identity();

  /** The only identities whose records are kept; empty for all. */
  public abstract Set<String> onlyIdentities();

  /** The field that ends with a colon and the Unix seconds of a record's last change. */
  public abstract Optional<ColumnPath> version();

  /** Fields that hold the Unix seconds of a record's last change, where it has no version. */
  public abstract List<ColumnPath> changed();

  /** The field, in Unix seconds, that holds the creation time of a record. */
  public abstract Optional<ColumnPath> created();

  /** The field whose text names the table of a record; without one all go to the same. */
  public abstract Optional<ColumnPath> route();

  /** Fields whose objects stay JSON text. */
  public abstract List<ColumnPath> verbatim();

  /** Fields whose values of any kind stay JSON text: a text in its quotes, {@code null}, too. */
  public abstract List<ColumnPath> alwaysJson();

  /** Cells that every record gets before its own: the ids of the list's parent. */
  public abstract Map<String, String> constants();

  /** Whether fields that are {@code null} are spooled, to be told from absent ones. */
  @Value.Default
  public boolean keepsNulls() {
    return false;
  }

  /** Whether the destination adds a column with the workspace, whose name no field may take. */
  @Value.Default
  public boolean hasWorkspace() {
    return false;
  }

  /** The table of the records, unless the route names it. */
  @Value.Default
  public String table() {
    return "";
  }

  /** What happens to values before they reach the disk; empty if they stay as they are. */
  public abstract Optional<Protection> protection();

  /** Fields that the run itself reads back from the spooled rows. */
  public abstract Set<ColumnPath> readBack();

  /**
   * Whether the rows are only read back: if values do not stay as they are, other fields are not
   * spooled.
   */
  @Value.Default
  public boolean isReadBackOnly() {
    return false;
  }

  /** What happens to a field of the records before they reach the disk. */
  FieldRules.Action action(FieldRules rules, ColumnPath path) {
    boolean isOfUse =
        !isReadBackOnly()
            || readBack().contains(path)
            || identity().filter(path::equals).isPresent();
    return isOfUse ? rules.of(path) : FieldRules.Action.LEAVE_OUT;
  }

  /** The table of records with that text in the route field. */
  String tableOfRoute(String text) {
    return route().isPresent() ? table() + text : table();
  }

  /**
   * Whether a field that must be read back is left out or hashed: then it is spooled in a form that
   * only this process reads.
   */
  public boolean hidesFields() {
    return protection().isPresent()
        && readBack().stream()
            .anyMatch(path -> protection().get().rules(table()).of(path) != FieldRules.Action.KEEP);
  }

  /** The window's first second, if the slice has one. */
  public abstract Optional<Long> windowStart();

  /** The window's last second, if the slice has one. */
  public abstract Optional<Long> windowEnd();

  /**
   * The first second that was asked for, if records before it are excluded. The request starts a
   * second earlier, because the API may exclude the bound itself.
   */
  public abstract Optional<Long> earliest();

  /** Starts a shape. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a shape's attributes. */
  public static final class Builder extends ImmutableRecordShape.Builder {
    Builder() {}
  }
}
