package io.github.customerio4j.cli.terminal;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the word that a user meant. */
public final class SpellingSuggestion {
  private SpellingSuggestion() {}

  /**
   * A question after the word that takes the fewest letters to be changed, added or left out, with
   * a space before it; empty if every word takes too many of them.
   *
   * @param word what was written
   * @param known the words that there are
   */
  public static String question(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String one) -> distance(word, one)).thenComparing(one -> one))
        .filter(one -> distance(word, one) <= 2 + word.length() / 4)
        .map(one -> " Did you mean " + one + "?")
        .orElse("");
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
