package io.github.customerio4j.bench.process;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Measures its own process, from {@link #start} to {@link #stop}. */
final class ProcessMeter {
  private static final long NOTIFICATION_TIMEOUT = TimeUnit.SECONDS.toNanos(1);

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final Set<String> heapPools =
      heap.stream().map(MemoryPoolMXBean::getName).collect(Collectors.toUnmodifiableSet());
  private final long begin = System.nanoTime();
  private long allocated;
  private long peak;
  private long heldAfterLast;
  private long notified;

  private ProcessMeter() {
    notified = collections();
    heldAfterLast = held();
  }

  static ProcessMeter start() {
    ProcessMeter meter = new ProcessMeter();
    for (GarbageCollectorMXBean collector : meter.collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, any) -> {
              if (notification.getUserData() instanceof CompositeData data) {
                meter.collected(GarbageCollectionNotificationInfo.from(data));
              }
            },
            null,
            null);
      }
    }
    return meter;
  }

  private synchronized void collected(GarbageCollectionNotificationInfo info) {
    long before = held(info.getGcInfo().getMemoryUsageBeforeGc());
    peak = Math.max(peak, before);
    allocated += before - heldAfterLast;
    heldAfterLast = held(info.getGcInfo().getMemoryUsageAfterGc());
    notified++;
    notifyAll();
  }

  /** The figures from the start until now. */
  BenchFigures stop(BenchFigures.Traffic traffic) throws InterruptedException {
    double wall = (System.nanoTime() - begin) / 1e9;
    double process = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    awaitNotifications();
    return figures(wall, process, traffic);
  }

  private synchronized BenchFigures figures(
      double wall, double process, BenchFigures.Traffic traffic) {
    long held = held();
    return new BenchFigures(
        wall,
        process,
        cpuSeconds(),
        traffic,
        allocated + held - heldAfterLast,
        Math.max(peak, held));
  }

  /** Waits, because notifications arrive a little after the collections. */
  private synchronized void awaitNotifications() throws InterruptedException {
    long deadline = System.nanoTime() + NOTIFICATION_TIMEOUT;
    while (notified < collections() && System.nanoTime() < deadline) {
      wait(10);
    }
  }

  private long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  private long held() {
    return heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private long held(Map<String, MemoryUsage> usage) {
    return usage.entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
