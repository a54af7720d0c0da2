package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Distinguishes the tables of previous runs from those of somebody else, which no run may change.
 * Holds what was in the schema when it was made.
 */
final class SqlOwnership {
  private final SqlSession session;
  private final Set<String> adopted;
  private final Map<String, Dialect.Relation> relations = new HashMap<>();
  private final Set<String> owned;
  private final Set<String> ownedByOthers;

  /**
   * Reads what is in the schema.
   *
   * @param states the store that has the mark
   * @param adopted the tables that the user lets runs take over, by either of their names
   */
  SqlOwnership(SqlSession session, SqlStateStore states, Set<String> adopted) throws SQLException {
    this.session = session;
    this.adopted = adopted.stream().map(this::folded).collect(Collectors.toUnmodifiableSet());
    session
        .dialect()
        .relations(session.connection(), session.schema())
        .forEach(one -> relations.put(folded(one.name()), one));
    this.owned =
        states.owned(session.connection()).stream()
            .map(this::folded)
            .collect(Collectors.toUnmodifiableSet());
    this.ownedByOthers =
        states.ownedByOthers(session.connection()).stream()
            .map(this::folded)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks all tables of a run.
   *
   * @return the tables that the state knows and that are not in the database
   * @throws IllegalArgumentException if there is one of somebody else
   * @throws IOException if the user lacks a right
   */
  Set<String> check(TableSink.Targets targets) throws SQLException, IOException {
    Set<String> missing = new LinkedHashSet<>();
    for (String name : new TreeSet<>(targets.written())) {
      SqlTable table = session.table(name);
      Optional<Dialect.Relation> found = found(table);
      if (found.isPresent()) {
        require(name, targets.known(), targets.loadType());
        session
            .dialect()
            .requireRights(
                session.connection(),
                table.named(found.get().name()),
                targets.loadType() == LoadType.FULL_LOAD);
      } else if (targets.known().contains(name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /**
   * Requires that the place of a table is free, or that the table there may be written.
   *
   * @param name its name without the prefix
   * @param known the tables that the state knows
   * @throws IllegalArgumentException if it is somebody else's
   */
  void require(String name, Set<String> known, LoadType loadType) throws SQLException {
    SqlTable table = session.table(name);
    Optional<Dialect.Relation> found = found(table);
    if (found.isPresent() && found.get().isTable()) {
      requireSharing(table.named(found.get().name()), isOwn(name, known));
    }
    if (found.isEmpty() || (found.get().isTable() && isOwn(name, known))) {
      return;
    }
    String place = session.dialect().location(table.named(found.get().name()));
    String refused = "Cannot write table " + table.name() + ": ";
    if (!found.get().isTable()) {
      throw new IllegalArgumentException(
          refused
              + place
              + " is a view, or another thing that is no table. Choose another place by --schema or"
              + " --prefix, or drop it.");
    }
    if (!isAdopted(table, name)) {
      throw new IllegalArgumentException(
          refused
              + place
              + " is there already, and no run has made it. Choose another place by --schema or"
              + " --prefix, or let the run merge its rows into it by --adopt "
              + name
              + ".");
    }
    if (loadType == LoadType.FULL_LOAD) {
      throw new IllegalArgumentException(
          refused
              + "a full load would drop the rows of "
              + place
              + ", which no run has made. Adopt it by an incremental run first, or drop it.");
    }
  }

  /** Requires that a table holds the rows of several workspaces, or of one, as the run's does. */
  private void requireSharing(SqlTable table, boolean isOwn) throws SQLException {
    Optional<String> workspace = session.workspace();
    boolean isOfOthers = ownedByOthers.contains(folded(table.name()));
    if (!isOfOthers && workspace.isEmpty()) {
      return;
    }
    boolean hasColumn =
        SqlCatalog.columns(session.connection(), session.dialect(), table)
            .containsKey(TableSink.WORKSPACE);
    String place = session.dialect().location(table);
    if (workspace.isEmpty() && hasColumn && !owned.contains(folded(table.name()))) {
      throw new IllegalArgumentException(
          "Cannot write table %s: %s holds the rows of several workspaces. Name the run's workspace by --workspace, or choose another place by --schema or --prefix."
              .formatted(table.name(), place));
    }
    if (workspace.isPresent() && (!hasColumn || (isOfOthers && !isOwn))) {
      throw new IllegalArgumentException(
          "Cannot write the rows of workspace %s into table %s: %s was made without a workspace, so that it has no column %s. Choose another place by --schema or --prefix, or drop the table."
              .formatted(workspace.get(), table.name(), place, TableSink.WORKSPACE));
    }
  }

  /** Whether a run takes over a table of somebody else, whose rows it must keep. */
  boolean isTakenOver(String name, Set<String> known) {
    SqlTable table = session.table(name);
    return found(table).isPresent() && !isOwn(name, known) && isAdopted(table, name);
  }

  private boolean isOwn(String name, Set<String> known) {
    return known.contains(name) || owned.contains(folded(session.table(name).name()));
  }

  private boolean isAdopted(SqlTable table, String name) {
    return adopted.contains(folded(name)) || adopted.contains(folded(table.name()));
  }

  private Optional<Dialect.Relation> found(SqlTable table) {
    return Optional.ofNullable(relations.get(folded(table.name())));
  }

  private String folded(String name) {
    return session.dialect().ignoresCase() ? name.toLowerCase(Locale.ROOT) : name;
  }
}
