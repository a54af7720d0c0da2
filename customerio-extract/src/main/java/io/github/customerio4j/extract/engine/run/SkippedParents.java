package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.error.ApiException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Parents whose children cannot be read: how many, and the first ten. Thread-safe. */
public final class SkippedParents {
  private static final int MOST_NAMED = 10;

  /** So many are told apart; more are not expected, and must not fill the memory. */
  private static final int MOST_KNOWN = 100_000;

  private static final Pattern NOT_FOUND =
      Pattern.compile("(?i)\\b(not|n't)(\\s+be)?[ _-]?found\\b");

  /** Ids that are numbers come in their order. */
  private final TreeSet<String> first =
      new TreeSet<>(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));

  private final Set<String> known = new HashSet<>();
  private int count;

  /** Whether the answer to a request for children says that there is no such parent. */
  public static boolean isAnswer(ApiException answer) {
    return answer.status() == 404
        || (answer.status() == 400 && NOT_FOUND.matcher(answer.detail()).find());
  }

  /** Adds a parent that may have been added before: each of its periods has a request. */
  public synchronized void addOnce(String name) {
    if (known.size() >= MOST_KNOWN || known.add(name)) {
      add(name);
    }
  }

  /** Adds a parent. */
  public synchronized void add(String name) {
    count++;
    first.add(name);
    if (first.size() > MOST_NAMED) {
      first.pollLast();
    }
  }

  public synchronized int count() {
    return count;
  }

  /** The names of the first ten, and how many more there are. */
  public synchronized String named() {
    int more = count - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }
}
