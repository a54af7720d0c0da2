package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.config.SandboxSize;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a workspace whose resources agree with each other: same seed, same size, same bytes. */
public final class WorkspaceGenerator {
  private final SandboxWorkspace workspace;
  private final MessageGenerator messages;
  private final ActivityGenerator activities;

  public WorkspaceGenerator(long seed, SandboxSize size, Clock clock) {
    Instant now = clock.instant();
    PeopleGenerator peopleMaker = new PeopleGenerator(new SeededRandom(seed), now);
    List<Person> people = peopleMaker.make(size.people());
    List<CampaignRecord> campaigns =
        new CampaignGenerator(new SeededRandom(seed + 1), now).make(size.campaigns());
    List<SegmentRecord> segments = new SegmentGenerator(now).make(size.segments(), people);
    ResourceStore resources =
        new ResourceGenerator(new SeededRandom(seed + 4), now).make(people, campaigns);
    workspace = new SandboxWorkspace(people, segments, campaigns, resources, clock);

    messages = new MessageGenerator(new SeededRandom(seed + 2), now, people, campaigns);
    messages.history(size.messages()).forEach(workspace::addMessage);

    activities =
        new ActivityGenerator(new SeededRandom(seed + 3), now, people, workspace.messages());
    activities.fill(workspace, size.activitiesPerType());
    activities.fillDeleted(workspace, deleted(peopleMaker));
  }

  private static List<Person> deleted(PeopleGenerator maker) {
    List<Person> deleted = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      deleted.add(maker.deletedPerson(n));
    }
    return deleted;
  }

  /** Adds messages that change for weeks, created from the first second up to the end. */
  public void addChangingMessages(int count, String type, long from, long end) {
    messages.changing(count, type, from, end).forEach(workspace::addChangingMessage);
  }

  public SandboxWorkspace workspace() {
    return workspace;
  }

  public MessageGenerator messages() {
    return messages;
  }

  public ActivityGenerator activities() {
    return activities;
  }
}
