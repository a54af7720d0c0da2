package io.github.customerio4j.examples.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a workspace whose resources agree with each other: same seed, same size, same bytes. */
final class WorkspaceMaker {
  private final Workspace workspace;
  private final MessageMaker messages;
  private final ActivityMaker activities;

  WorkspaceMaker(long seed, SandboxSize size, Instant now) {
    PeopleMaker peopleMaker = new PeopleMaker(new Dice(seed), now);
    List<Person> people = peopleMaker.make(size.people());
    List<Campaign> campaigns = new CampaignMaker(new Dice(seed + 1), now).make(size.campaigns());
    List<Segment> segments = new SegmentMaker(now).make(size.segments(), people);
    Shelf shelf = new ShelfMaker(new Dice(seed + 4), now).make(people, campaigns);
    workspace = new Workspace(people, segments, campaigns, shelf);

    messages = new MessageMaker(new Dice(seed + 2), now, people, campaigns);
    messages.history(size.messages()).forEach(workspace::addMessage);

    activities = new ActivityMaker(new Dice(seed + 3), now, people, workspace.messages());
    activities.fill(workspace, size.activitiesPerType());
    activities.fillDeleted(workspace, deleted(peopleMaker));
  }

  private static List<Person> deleted(PeopleMaker maker) {
    List<Person> deleted = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      deleted.add(maker.deletedPerson(n));
    }
    return deleted;
  }

  Workspace workspace() {
    return workspace;
  }

  MessageMaker messages() {
    return messages;
  }

  ActivityMaker activities() {
    return activities;
  }
}
