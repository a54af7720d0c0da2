package io.github.customerio4j.extract.fleet;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How busy the machine is. */
interface MachineLoad {
  /** The busy share of all processors since the last call, of 0 to 1; 0 if it is not known. */
  double processor();

  /** The share of all processors that this process uses, of 0 to 1; 0 if it is not known. */
  double ownProcessor();

  /** The share of the largest heap that was in use after the last collection, of 0 to 1. */
  double heap();

  /** What this Java tells. */
  static MachineLoad ofJava() {
    return new MachineLoad() {
      private final @Nullable OperatingSystemMXBean system =
          ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
              ? known
              : null;
      private final List<GarbageCollectorMXBean> collectors =
          ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
      private final Set<String> heapPools =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .map(MemoryPoolMXBean::getName)
              .collect(Collectors.toSet());

      @Override
      public double processor() {
        return system == null ? 0 : Math.max(0, system.getCpuLoad());
      }

      @Override
      public double ownProcessor() {
        return system == null ? 0 : Math.max(0, system.getProcessCpuLoad());
      }

      @Override
      public double heap() {
        long used =
            collectors.stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(GcInfo::getEndTime))
                .map(last -> used(last))
                .orElse(0L);
        return (double) used / Runtime.getRuntime().maxMemory();
      }

      private long used(GcInfo last) {
        return last.getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> heapPools.contains(pool.getKey()))
            .map(Map.Entry::getValue)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
      }
    };
  }
}
