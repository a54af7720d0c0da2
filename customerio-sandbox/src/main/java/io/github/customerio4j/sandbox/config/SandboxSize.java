package io.github.customerio4j.sandbox.config;

/**
 * How much the workspace holds.
 *
 * @param people people who are not deleted
 * @param messages messages, drafts among them
 * @param activitiesPerType activities of a type of weight 1; the frequent types have up to twice,
 *     the rare ones a fifth
 * @param campaigns campaigns; seven or more show every shape
 * @param segments segments; the first holds everybody
 */
public record SandboxSize(
    int people, int messages, int activitiesPerType, int campaigns, int segments) {
  /** Small enough for a unit test, large enough to hold every oddity and to page. */
  public static final SandboxSize TINY = new SandboxSize(40, 300, 20, 8, 6);

  /** A small company's workspace, worth looking at. */
  public static final SandboxSize DEMO = new SandboxSize(500, 6_000, 360, 12, 14);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public SandboxSize {
    if (people < 1 || messages < 1 || activitiesPerType < 1 || campaigns < 1 || segments < 1) {
      throw new IllegalArgumentException(
          "Cannot size the sandbox: every number must be positive. Use SandboxSize.TINY.");
    }
  }

  /** The same with another number of people. */
  public SandboxSize withPeople(int value) {
    return new SandboxSize(value, messages, activitiesPerType, campaigns, segments);
  }

  /** The same with another number of messages. */
  public SandboxSize withMessages(int value) {
    return new SandboxSize(people, value, activitiesPerType, campaigns, segments);
  }

  /** The same with another number of activities of each type. */
  public SandboxSize withActivitiesPerType(int value) {
    return new SandboxSize(people, messages, value, campaigns, segments);
  }

  /** The same with another number of campaigns. */
  public SandboxSize withCampaigns(int value) {
    return new SandboxSize(people, messages, activitiesPerType, value, segments);
  }

  /** The same with another number of segments. */
  public SandboxSize withSegments(int value) {
    return new SandboxSize(people, messages, activitiesPerType, campaigns, value);
  }
}
