package io.github.customerio4j.extract.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How often records are read again by their age, because they change after they were read. A tier
 * says up to which age, and at which interval: {@code 2d,14d/1d,90d/7d} reads the last 2 days in
 * every run, the last 14 days once a day and the last 90 days once a week. Immutable.
 *
 * <p>A tier is due when nine tenths of its interval have passed since the start of the run that
 * read it last. A tier that is read counts for all narrower ones, and a run that reads everything
 * counts for all. Only committed runs count.
 */
public final class RefreshSchedule {
  private static final RefreshSchedule OFF = new RefreshSchedule(List.of());
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([smhdw])");
  private static final String HOW =
      "Write tiers of AGE or AGE/INTERVAL, such as 2d,14d/1d,90d/7d, or off; units are s, m, h, d"
          + " and w.";

  private final List<Tier> tiers;

  /**
   * A part of the schedule.
   *
   * @param age records that were created within this time before the start of a run are read again
   * @param interval how often; empty for every run
   */
  public record Tier(Duration age, Optional<Duration> interval) {
    /** Refuses what is missing. */
    public Tier {
      Objects.requireNonNull(age, "age");
      Objects.requireNonNull(interval, "interval");
    }

    /** The tier as it is written in a schedule. */
    @Override
    public String toString() {
      return print(age) + interval.map(each -> "/" + print(each)).orElse("");
    }
  }

  private RefreshSchedule(List<Tier> tiers) {
    this.tiers = tiers;
  }

  /** Nothing is read again, except the overlap with the previous run. */
  public static RefreshSchedule off() {
    return OFF;
  }

  /**
   * The last 2 days in every run, the last 14 days once a day, the last 90 days once a week: {@code
   * 2d,14d/1d,90d/7d}.
   */
  public static RefreshSchedule standard() {
    return builder()
        .everyRun(Duration.ofDays(2))
        .tier(Duration.ofDays(14), Duration.ofDays(1))
        .tier(Duration.ofDays(90), Duration.ofDays(7))
        .build();
  }

  /**
   * Reads a schedule such as {@code 2d,14d/1d,90d/7d}, or {@code off}.
   *
   * @throws IllegalArgumentException if the text is no schedule
   */
  public static RefreshSchedule parse(String text) {
    return parse(text, "refresh");
  }

  /**
   * The same as {@link #parse(String)}.
   *
   * @param name what messages call the text: the name of an option or of a parameter
   */
  public static RefreshSchedule parse(String text, String name) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(name, "name");
    if (text.strip().equalsIgnoreCase("off")) {
      return OFF;
    }
    Builder schedule = new Builder(name + " \"" + text + "\"");
    for (String tier : text.split(",", -1)) {
      String[] parts = tier.strip().split("/", -1);
      if (parts.length > 2 || parts[0].isEmpty()) {
        throw schedule.refused(tier.strip(), "is neither an age nor AGE/INTERVAL", HOW);
      }
      Duration age = schedule.length(tier.strip(), parts[0]);
      if (parts.length == 1) {
        schedule.everyRun(age);
      } else {
        schedule.tier(age, schedule.length(tier.strip(), parts[1]));
      }
    }
    return schedule.build();
  }

  /** The tiers, the narrowest first; none if nothing is read again. */
  public List<Tier> tiers() {
    return tiers;
  }

  /** Whether nothing is read again, except the overlap with the previous run. */
  public boolean isOff() {
    return tiers.isEmpty();
  }

  /** The age of the widest tier; empty if nothing is read again. */
  public Optional<Duration> widest() {
    return isOff() ? Optional.empty() : Optional.of(tiers.get(tiers.size() - 1).age());
  }

  /** An age or an interval as a schedule writes it, such as {@code 14d}. */
  public static String print(Duration length) {
    Objects.requireNonNull(length, "length");
    long seconds = length.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The schedule as {@link #parse} reads it. */
  @Override
  public String toString() {
    return isOff() ? "off" : tiers.stream().map(Tier::toString).collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RefreshSchedule schedule && tiers.equals(schedule.tiers);
  }

  @Override
  public int hashCode() {
    return tiers.hashCode();
  }

  /** Starts a schedule without tiers. */
  public static Builder builder() {
    return new Builder("the refresh schedule");
  }

  /** Collects tiers, in any order. */
  public static final class Builder {
    private final String name;
    private final List<Tier> tiers = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds a tier that is read in every run; there is one at most, the narrowest. */
    public Builder everyRun(Duration age) {
      Objects.requireNonNull(age, "age");
      tiers.add(new Tier(age, Optional.empty()));
      return this;
    }

    /** Adds a tier that is read once in an interval. */
    public Builder tier(Duration age, Duration interval) {
      Objects.requireNonNull(age, "age");
      Objects.requireNonNull(interval, "interval");
      tiers.add(new Tier(age, Optional.of(interval)));
      return this;
    }

    /**
     * Builds the schedule.
     *
     * @throws IllegalArgumentException if an age or an interval is not positive or has parts of a
     *     second, or if a wider tier is not read less often than a narrower one
     */
    public RefreshSchedule build() {
      tiers.sort(Comparator.comparing(Tier::age));
      for (int i = 0; i < tiers.size(); i++) {
        Tier tier = tiers.get(i);
        check(tier, "age", tier.age());
        tier.interval().ifPresent(interval -> check(tier, "interval", interval));
        if (i > 0) {
          checkOrder(tiers.get(i - 1), tier);
        }
      }
      return tiers.isEmpty() ? OFF : new RefreshSchedule(List.copyOf(tiers));
    }

    private void check(Tier tier, String part, Duration length) {
      if (length.isZero() || length.isNegative()) {
        throw refused(
            tier.toString(), "has an " + part + " of zero or less", "Give at least one second.");
      }
      if (length.toNanosPart() != 0) {
        throw refused(
            tier.toString(), "has an " + part + " with parts of a second", "Give whole seconds.");
      }
    }

    private void checkOrder(Tier narrower, Tier wider) {
      if (narrower.age().equals(wider.age())) {
        throw refused(
            wider.toString(), "has the age of tier \"" + narrower + "\"", "Leave one of them out.");
      }
      if (wider.interval().isEmpty()) {
        throw refused(
            wider.toString(),
            narrower.interval().isEmpty()
                ? "has no interval, and neither has \"" + narrower + "\""
                : "is read in every run, so \"" + narrower + "\" never is by itself",
            "Leave \"" + narrower + "\" out, or give \"" + wider + "\" an interval.");
      }
      Duration shorter = narrower.interval().orElse(Duration.ZERO);
      if (wider.interval().get().compareTo(shorter) <= 0) {
        throw refused(
            wider.toString(),
            "is not read less often than the narrower \"" + narrower + "\"",
            "Leave \"" + narrower + "\" out, or give \"" + wider + "\" a longer interval.");
      }
    }

    private Duration length(String tier, String text) {
      Matcher length = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
      if (!length.matches()) {
        throw refused(
            tier, "has \"" + text + "\", which is no length of time such as 14d or 12h", HOW);
      }
      long count = Long.parseLong(length.group(1));
      return switch (length.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      };
    }

    private IllegalArgumentException refused(String tier, String why, String remedy) {
      return new IllegalArgumentException(
          "Cannot use %s: tier \"%s\" %s. %s".formatted(name, tier, why, remedy));
    }
  }
}
