package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens to the fields of one table before a row of it reaches the disk. Remembers which
 * choices were of use. Thread-safe.
 */
public final class FieldRules {
  private final Optional<List<Choice>> only;
  private final List<Choice> excluded;
  private final List<Choice> hashed;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /** What happens to a field. */
  public enum Action {
    /** It stays as it is. */
    KEEP,
    /** It is not written. */
    LEAVE_OUT,
    /** A hash takes its place. */
    HASH
  }

  /**
   * A name or pattern of columns.
   *
   * @param written the whole of it, with its table, as it was written
   * @param column the name or pattern of the column
   * @param isAnyTable whether it is meant for more than one table
   */
  public record Choice(String written, NamePattern column, boolean isAnyTable) {}

  /**
   * @param only the only columns; empty for all
   * @param excluded the columns to leave out
   * @param hashed the columns to hash
   */
  public FieldRules(Optional<List<Choice>> only, List<Choice> excluded, List<Choice> hashed) {
    this.only = only.map(List::copyOf);
    this.excluded = List.copyOf(excluded);
    this.hashed = List.copyOf(hashed);
  }

  /** Whether every field stays as it is. */
  public boolean isEmpty() {
    return only.isEmpty() && excluded.isEmpty() && hashed.isEmpty();
  }

  /** What happens to the field at that path. */
  public Action of(ColumnPath path) {
    Set<String> names = FieldNames.of(path);
    boolean isWanted = only.isEmpty() || isAmong(only.get(), names);
    boolean isExcluded = isAmong(excluded, names);
    boolean isHashed = isAmong(hashed, names);
    if (!isWanted || isExcluded) {
      return Action.LEAVE_OUT;
    }
    return isHashed ? Action.HASH : Action.KEEP;
  }

  /** Whether a field within a JSON value may be left out or hashed. */
  boolean reachWithin() {
    return !excluded.isEmpty() || !hashed.isEmpty();
  }

  /**
   * What happens to a field within a JSON value that stays. A pattern for more than one table also
   * hashes a field that has the name itself, however deep.
   */
  Action within(List<String> keys) {
    Set<String> names = FieldNames.of(new ColumnPath(keys));
    if (isAmong(excluded, names)) {
      return Action.LEAVE_OUT;
    }
    boolean isHashed = isAmong(hashed, names);
    String own = keys.get(keys.size() - 1);
    for (Choice choice : hashed) {
      if (choice.isAnyTable() && choice.column().matches(own)) {
        used.add(choice.written());
        isHashed = true;
      }
    }
    return isHashed ? Action.HASH : Action.KEEP;
  }

  /** The choices that a field has matched, as they were written. */
  public Set<String> used() {
    return Set.copyOf(used);
  }

  /** All that match count as used, not only the first. */
  private boolean isAmong(List<Choice> choices, Set<String> names) {
    boolean isAmong = false;
    for (Choice choice : choices) {
      if (choice.column().matchesAny(names)) {
        used.add(choice.written());
        isAmong = true;
      }
    }
    return isAmong;
  }
}
