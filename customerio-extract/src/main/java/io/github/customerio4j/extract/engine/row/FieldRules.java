package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens to the fields of one table before a row of it reaches the disk. Remembers which
 * patterns were of use. Thread-safe.
 */
public final class FieldRules {
  private final Optional<List<NamePattern>> only;
  private final List<NamePattern> excluded;
  private final List<Hashed> hashed;
  private final Set<String> usedWithin = ConcurrentHashMap.newKeySet();
  private final Set<Hashed> used = ConcurrentHashMap.newKeySet();

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
   * A pattern of columns to hash.
   *
   * @param written the whole pattern, as it was written
   * @param column the pattern of the column
   * @param isAnyTable whether it is meant for more than one table
   */
  public record Hashed(String written, NamePattern column, boolean isAnyTable) {}

  /**
   * @param only the only columns; empty for all
   * @param excluded the columns to leave out
   * @param hashed the columns to hash, as far as the pattern may mean this table
   */
  public FieldRules(
      Optional<List<NamePattern>> only, List<NamePattern> excluded, List<Hashed> hashed) {
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
    boolean isHashed = isHashed(names);
    boolean isWanted = only.isEmpty() || isAmong(only.get(), names);
    if (!isWanted || isAmong(excluded, names)) {
      return Action.LEAVE_OUT;
    }
    return isHashed ? Action.HASH : Action.KEEP;
  }

  /** Whether a field within a JSON value may be left out or hashed. */
  boolean reachWithin() {
    return !excluded.isEmpty() || !hashed.isEmpty();
  }

  /** What happens to a field within a JSON value that stays. */
  Action within(List<String> keys) {
    Set<String> names = FieldNames.of(new ColumnPath(keys));
    for (NamePattern pattern : excluded) {
      if (pattern.matchesAny(names)) {
        usedWithin.add(pattern.text());
        return Action.LEAVE_OUT;
      }
    }
    String own = keys.get(keys.size() - 1);
    boolean isHashed = isHashed(names);
    for (Hashed pattern : hashed) {
      if (pattern.isAnyTable() && pattern.column().matches(own)) {
        used.add(pattern);
        isHashed = true;
      }
    }
    return isHashed ? Action.HASH : Action.KEEP;
  }

  /** The patterns of columns to hash that a field has matched. */
  public List<Hashed> used() {
    return new ArrayList<>(used);
  }

  /** The names of columns to leave out that a field within a JSON value has matched. */
  public Set<String> leftOutWithin() {
    return usedWithin;
  }

  /** All that match count as used, not only the first. */
  private boolean isHashed(Set<String> names) {
    boolean isHashed = false;
    for (Hashed pattern : hashed) {
      if (pattern.column().matchesAny(names)) {
        used.add(pattern);
        isHashed = true;
      }
    }
    return isHashed;
  }

  private static boolean isAmong(List<NamePattern> patterns, Set<String> names) {
    for (NamePattern pattern : patterns) {
      if (pattern.matchesAny(names)) {
        return true;
      }
    }
    return false;
  }
}
