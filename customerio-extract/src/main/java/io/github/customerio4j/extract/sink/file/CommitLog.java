package io.github.customerio4j.extract.sink.file;

import com.squareup.moshi.JsonDataException;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commits below a prefix, numbered without a gap. A run commits by making the object of the
 * next number, which the store lets only one run do.
 *
 * <p>Thread-safe.
 */
final class CommitLog {
  private static final String FOLDER = "_customerio/log/";
  private static final Pattern KEY = Pattern.compile(FOLDER + "(\\d{8,18})\\.json");
  private static final int ATTEMPTS = 3;

  /** The entries that stay for sure, and the age of those that stay for sure. */
  private static final int KEPT = 1000;

  private static final Duration KEPT_FOR = Duration.ofDays(30);

  /** How often, in entries, the old ones are deleted; and how many of them are looked at once. */
  private static final int STEP = 100;

  private final ObjectStore store;
  private @Nullable LogEntry last;

  CommitLog(ObjectStore store) {
    this.store = store;
  }

  /** Another run has committed the number. Nothing of this one is visible. */
  static final class LostException extends IOException {
    private static final long serialVersionUID = 1L;

    LostException(String message) {
      super(message);
    }
  }

  /** The store did not say whether the entry is there, so that the run may be committed. */
  static final class UncertainException extends IOException {
    private static final long serialVersionUID = 1L;

    UncertainException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  ObjectStore store() {
    return store;
  }

  /** The last entry; empty before the first commit. */
  synchronized Optional<LogEntry> latest() throws IOException {
    // From the known entry on, which is in the list unless somebody has deleted the log.
    String after = last == null ? "" : key(last.number() - 1);
    long newest = 0;
    for (long number : numbers(after)) {
      newest = Math.max(newest, number);
    }
    if (newest == 0) {
      last = null;
    } else if (last == null || last.number() != newest) {
      last = read(newest);
    }
    return Optional.ofNullable(last);
  }

  /** The last entry that this process has seen or made. */
  synchronized Optional<LogEntry> known() {
    return Optional.ofNullable(last);
  }

  /** Whether there is no later entry. */
  boolean isLast(LogEntry entry) throws IOException {
    return numbers(key(entry.number())).isEmpty();
  }

  /**
   * Commits.
   *
   * @throws LostException if another run has that number
   * @throws UncertainException if it is not known whether the entry is there
   */
  synchronized void append(LogEntry entry) throws IOException {
    byte[] content = entry.toJson();
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (store.createIfAbsent(key(entry.number()), content)) {
          last = entry;
          return;
        }
        // Somebody's entry is there: this run's, if the answer to the first request was lost.
        LogEntry there = read(entry.number());
        if (!there.run().equals(entry.run())) {
          throw lost(there);
        }
        last = entry;
        return;
      } catch (LostException e) {
        throw e;
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw new UncertainException(
        ("It is not known whether the tables are committed to %s (entry %d): %s. Remove the cause and"
                + " run again: the next run finishes this one if they are, and reads the same rows"
                + " again if they are not.")
            .formatted(
                store.location(),
                entry.number(),
                failure == null ? "no answer" : FileTransaction.reason(failure)),
        failure == null ? new IOException("no answer") : failure);
  }

  /** Says that a run has lost against the one that made an entry. */
  private LostException lost(LogEntry there) {
    return new LostException(
        ("Cannot commit the tables: another run has committed to %s in the meantime (entry %d, run %s)."
                + " Nothing of this run is visible. Run again.")
            .formatted(store.location(), there.number(), there.run()));
  }

  /**
   * Whether another run has the number that a run wants.
   *
   * @throws LostException if it has
   */
  void requireFree(StagedRun run) throws IOException {
    Optional<LogEntry> there = latest();
    if (there.isPresent() && there.get().number() >= run.number()) {
      throw lost(there.get());
    }
  }

  /**
   * Deletes entries that are old, and not among the last thousand. Looks only now and then, by the
   * number of the last entry.
   */
  void prune(LogEntry newest, Instant now) throws IOException {
    if (newest.number() <= KEPT || newest.number() % STEP != 0) {
      return;
    }
    List<Long> old = new ArrayList<>(numbers(""));
    old.removeIf(number -> number > newest.number() - KEPT);
    for (int from = 0; from + STEP <= old.size(); from += STEP) {
      List<Long> step = old.subList(from, from + STEP);
      if (read(step.get(STEP - 1)).time().isAfter(now.minus(KEPT_FOR))) {
        return;
      }
      store.delete(step.stream().map(CommitLog::key).toList());
    }
  }

  private List<Long> numbers(String after) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (StoredObject object : store.list(FOLDER, after)) {
      Matcher matcher = KEY.matcher(object.key());
      if (matcher.matches()) {
        numbers.add(Long.valueOf(matcher.group(1)));
      }
    }
    return numbers;
  }

  private LogEntry read(long number) throws IOException {
    String key = key(number);
    try (InputStream content = store.read(key)) {
      return LogEntry.parse(number, content.readAllBytes());
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw e;
    } catch (IOException | JsonDataException | IllegalArgumentException e) {
      throw new IOException(
          ("Cannot read the log of commits: %s at %s cannot be read: %s. If it is damaged or of a later"
                  + " version, use that version, or put back what was there.")
              .formatted(key, store.location(), e.getMessage()),
          e);
    }
  }

  private static String key(long number) {
    return FOLDER + String.format(Locale.ROOT, "%08d.json", number);
  }
}
