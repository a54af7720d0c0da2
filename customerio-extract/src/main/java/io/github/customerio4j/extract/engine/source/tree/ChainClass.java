package io.github.customerio4j.extract.engine.source.tree;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A share of the chains of a table. Which chain is in which class follows from its name alone, so
 * that readings in several processes share the chains without talking to each other, whatever they
 * find in the list of parents.
 *
 * @param index the number of the class, from 0
 * @param count how many classes there are
 */
public record ChainClass(int index, int count) {
  /** All chains. */
  public static final ChainClass ALL = new ChainClass(0, 1);

  /** Whether a chain is in the class. */
  boolean has(String chain) {
    if (count == 1) {
      return true;
    }
    CRC32C hash = new CRC32C();
    hash.update(chain.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % count == index;
  }
}
