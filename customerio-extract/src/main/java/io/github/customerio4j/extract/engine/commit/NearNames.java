package io.github.customerio4j.extract.engine.commit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant who wrote another one. */
final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /**
   * The nearest names first, three at most; none if none is near. Case does not count, and a name
   * that continues after an underscore is near, because objects become columns so.
   */
  static List<String> of(String written, Collection<String> names) {
    String word = written.toLowerCase(Locale.ROOT);
    int farthest = 1 + word.length() / 4;
    return names.stream()
        .distinct()
        .filter(name -> distance(word, name) <= farthest)
        .sorted(
            Comparator.comparingInt((String name) -> distance(word, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  private static int distance(String word, String name) {
    String other = name.toLowerCase(Locale.ROOT);
    return other.startsWith(word + "_") ? 1 : edits(word, other);
  }

  /** How many letters are changed, added, left out or swapped with their neighbor. */
  private static int edits(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[last.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
        boolean isSwap =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (isSwap) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length()];
  }
}
