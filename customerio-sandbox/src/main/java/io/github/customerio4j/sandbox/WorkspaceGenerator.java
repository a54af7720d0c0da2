package io.github.customerio4j.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a workspace whose resources agree with each other: same seed, same size, same bytes. */
final class WorkspaceGenerator {
  private final SandboxWorkspace workspace;
  private final MessageGenerator messages;
  private final ActivityGenerator activities;

  WorkspaceGenerator(long seed, SandboxSize size, Instant now) {
    PeopleGenerator peopleMaker = new PeopleGenerator(new SeededRandom(seed), now);
    List<Person> people = peopleMaker.make(size.people());
    List<CampaignRecord> campaigns =
        new CampaignGenerator(new SeededRandom(seed + 1), now).make(size.campaigns());
    List<SegmentRecord> segments = new SegmentGenerator(now).make(size.segments(), people);
    ResourceStore shelf =
        new ResourceGenerator(new SeededRandom(seed + 4), now).make(people, campaigns);
    workspace = new SandboxWorkspace(people, segments, campaigns, shelf);

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

  SandboxWorkspace workspace() {
    return workspace;
  }

  MessageGenerator messages() {
    return messages;
  }

  ActivityGenerator activities() {
    return activities;
  }
}
