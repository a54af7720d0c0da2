package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the folders of runs that died or failed below a folder. It resumes one of the same job,
 * deletes those that no run can use, and leaves those that other jobs may resume.
 */
public final class SpoolRecovery {
  private final Path parent;
  private final OptionalLong maxBytes;
  private final List<String> notes = new ArrayList<>();

  /**
   * What identifies this run.
   *
   * @param job the workspace and the destination, as a digest
   * @param fingerprint everything that decides what the tables hold, as a digest
   * @param startedAt the start of the run
   * @param resumeWithin how long after its start another run may resume it; empty for never
   */
  public record Terms(
      String job, String fingerprint, Instant startedAt, Optional<Duration> resumeWithin) {}

  /**
   * A folder to spool to.
   *
   * @param folder where rows go, to be closed
   * @param startedAt the start of the interrupted run that is resumed, if there is one
   * @param pages the number of pages that need not be read again
   * @param notes why an interrupted run is not resumed, for people
   */
  public record Opened(
      SpoolFolder folder, Optional<Instant> startedAt, long pages, List<String> notes)
      implements Closeable {

    /** The same with another note. */
    public Opened withNote(String note) {
      return new Opened(folder, startedAt, pages, List.of(note));
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private SpoolRecovery(Path parent, OptionalLong maxBytes) {
    this.parent = parent;
    this.maxBytes = maxBytes;
  }

  /**
   * Resumes an interrupted run, or starts a new one.
   *
   * @param parent where runs spool
   * @param maxBytes the most bytes that rows may take; by default all but a tenth of the free space
   * @throws IOException if the folder cannot be used
   */
  public static Opened open(Path parent, Terms terms, OptionalLong maxBytes) throws IOException {
    Files.createDirectories(parent);
    SpoolRecovery runs = new SpoolRecovery(parent, maxBytes);
    Optional<Opened> resumed = runs.search(terms);
    if (resumed.isPresent()) {
      return resumed.get();
    }
    Optional<InterruptedRun.Header> header =
        terms
            .resumeWithin()
            .map(
                span ->
                    new InterruptedRun.Header(
                        SpoolJournal.VERSION,
                        terms.job(),
                        terms.fingerprint(),
                        terms.startedAt(),
                        terms.startedAt().plus(span)));
    SpoolFolder folder = SpoolFolder.create(parent, maxBytes, header);
    return new Opened(folder, Optional.empty(), 0, List.copyOf(runs.notes));
  }

  private Optional<Opened> search(Terms terms) throws IOException {
    Optional<Opened> resumed = Optional.empty();
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, SpoolFolder.PREFIX + "*")) {
      found.forEach(folders::add);
    }
    folders.sort(null);
    for (Path folder : folders) {
      try {
        Optional<RunLock> lock = SpoolFolder.lock(folder);
        if (lock.isPresent()) {
          Optional<Opened> one = judge(folder, lock.get(), terms, resumed.isPresent());
          resumed = resumed.or(() -> one);
        }
      } catch (AccessDeniedException | NoSuchFileException e) {
        // It is another user's, or another run deletes it at this moment.
      }
    }
    return resumed;
  }

  /** Resumes the run, or deletes it, or leaves it to other jobs. */
  private Optional<Opened> judge(Path folder, RunLock lock, Terms terms, boolean isTaken)
      throws IOException {
    Optional<InterruptedRun.Header> header = Optional.empty();
    try {
      header = InterruptedRun.header(folder);
      boolean isOurs = header.map(known -> known.job().equals(terms.job())).orElse(false);
      boolean isOthers = header.isPresent() && !isOurs;
      if (isOthers && header.get().expires().isAfter(terms.startedAt())) {
        lock.close();
        return Optional.empty();
      }
      if (isOurs && !isTaken && mayResume(header.get(), terms)) {
        InterruptedRun former = InterruptedRun.read(folder);
        if (former.pageCount() > 0) {
          return Optional.of(
              new Opened(
                  SpoolFolder.adopt(folder, lock, former, maxBytes),
                  Optional.of(former.header().startedAt()),
                  former.pageCount(),
                  List.of()));
        }
      }
    } catch (DamagedSpoolException e) {
      notes.add(
          "Cannot resume an interrupted run: its journal in %s is damaged: %s. This run starts from the beginning."
              .formatted(folder, e.getMessage()));
    }
    SpoolFolder.delete(folder, lock);
    return Optional.empty();
  }

  private boolean mayResume(InterruptedRun.Header former, Terms terms) {
    if (terms.resumeWithin().isEmpty()) {
      return false;
    }
    String run = "The run of " + former.startedAt() + " was interrupted";
    Instant oldest = terms.startedAt().minus(terms.resumeWithin().get());
    if (former.startedAt().isBefore(oldest) || former.startedAt().isAfter(terms.startedAt())) {
      notes.add(run + ", but too long ago to be resumed. This run starts from the beginning.");
      return false;
    }
    if (former.version() != SpoolJournal.VERSION) {
      notes.add(
          run + ", but with another version of this library. This run starts from the beginning.");
      return false;
    }
    if (!former.fingerprint().equals(terms.fingerprint())) {
      notes.add(
          run
              + ", but with another configuration, key, state or time zone. This run starts from the beginning.");
      return false;
    }
    return true;
  }
}
