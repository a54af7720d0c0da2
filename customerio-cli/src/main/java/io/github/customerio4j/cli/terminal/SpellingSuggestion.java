package io.github.customerio4j.cli.terminal;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the word that a user meant. */
public final class SpellingSuggestion {
  private SpellingSuggestion() {}

  /**
   * The word that takes the fewest letters to be changed, added or left out.
   *
   * @param word what was written
   * @param known the words that there are; one at least
   */
  public static String nearest(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String one) -> distance(word, one)).thenComparing(one -> one))
        .orElseThrow();
  }

  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
