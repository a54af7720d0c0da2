package io.github.customerio4j.extract;

import io.github.customerio4j.extract.record.PageTimes;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Tells when a walk that goes back in time has reached what the last run brought: at the first page
 * that lies wholly before a watermark. Only as long as every page so far came newest first.
 */
final class KnownPast implements Predicate<PageTimes> {
  private final long watermark;
  private final Runnable onOtherOrder;
  private long oldestSoFar = Long.MAX_VALUE;
  private boolean isNewestFirst = true;

  KnownPast(Instant watermark, Runnable onOtherOrder) {
    this.watermark = watermark.getEpochSecond();
    this.onOtherOrder = onOtherOrder;
  }

  @Override
  public boolean test(PageTimes page) {
    if (!isNewestFirst) {
      return false;
    }
    if (!page.isNewestFirst() || page.newest() > oldestSoFar) {
      isNewestFirst = false;
      onOtherOrder.run();
      return false;
    }
    oldestSoFar = Math.min(oldestSoFar, page.oldest());
    boolean hasRecords = page.newest() != Long.MIN_VALUE;
    return hasRecords && page.newest() < watermark;
  }
}
