package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.extract.engine.page.TimeOrder.Direction;
import io.github.customerio4j.extract.engine.row.PageTimes;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Says when a chain that is read newest first has reached the records of the last run: at the first
 * page that is entirely older than a watermark. It applies only while every page so far came newest
 * first.
 */
public final class WatermarkReached implements Predicate<PageTimes> {
  private final long watermark;
  private final Runnable onOtherOrder;
  private final TimeOrder order = new TimeOrder();

  public WatermarkReached(Instant watermark, Runnable onOtherOrder) {
    this.watermark = watermark.getEpochSecond();
    this.onOtherOrder = onOtherOrder;
  }

  @Override
  public boolean test(PageTimes page) {
    order.add(page);
    if (!order.allows(Direction.NEWEST_FIRST)) {
      onOtherOrder.run();
      return false;
    }
    boolean hasRecords = page.newest() != Long.MIN_VALUE;
    return hasRecords && page.newest() < watermark;
  }
}
