package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the sandbox knows. Thread-safe: readers get snapshots. */
public final class SandboxWorkspace {
  private final List<Person> people;
  private final List<SegmentRecord> segments;
  private final List<CampaignRecord> campaigns;
  private final ResourceStore resources;
  private final Clock clock;
  private final List<Item> messages = new ArrayList<>();
  private final List<ChangingMessage> changing = new ArrayList<>();
  private @Nullable Snapshot snapshot;
  private final List<Item> activities = new ArrayList<>();
  private final List<Item> deletedActivities = new ArrayList<>();

  private record Snapshot(Instant at, List<Item> messages) {}

  SandboxWorkspace(
      List<Person> people,
      List<SegmentRecord> segments,
      List<CampaignRecord> campaigns,
      ResourceStore resources,
      Clock clock) {
    this.resources = resources;
    this.clock = clock;
    this.people = List.copyOf(people);
    this.segments = List.copyOf(segments);
    this.campaigns = List.copyOf(campaigns);
  }

  /** The records of all other lists. */
  public ResourceStore resources() {
    return resources;
  }

  public List<Person> people() {
    return people;
  }

  public List<SegmentRecord> segments() {
    return segments;
  }

  public List<CampaignRecord> campaigns() {
    return campaigns;
  }

  /** All messages as they are now. */
  public List<Item> messages() {
    return messages(clock.instant());
  }

  /** All messages; those that change by themselves as they are at that time. */
  public synchronized List<Item> messages(Instant at) {
    Snapshot known = snapshot;
    if (known == null || !known.at().equals(at)) {
      known = new Snapshot(at, messagesAt(at));
      // A clock that stands still shows the same messages to each of many requests.
      snapshot = known;
    }
    return known.messages();
  }

  private List<Item> messagesAt(Instant at) {
    List<Item> all = new ArrayList<>(messages.size() + changing.size());
    all.addAll(messages);
    for (ChangingMessage message : changing) {
      if (message.existsAt(at)) {
        all.add(message.at(at));
      }
    }
    return Collections.unmodifiableList(all);
  }

  public synchronized List<Item> activities() {
    return List.copyOf(activities);
  }

  public synchronized List<Item> deletedActivities() {
    return List.copyOf(deletedActivities);
  }

  public synchronized void addMessage(Item message) {
    messages.add(message);
    snapshot = null;
  }

  synchronized void addChangingMessage(ChangingMessage message) {
    changing.add(message);
    snapshot = null;
  }

  public synchronized void addActivity(Item activity) {
    activities.add(activity);
  }

  synchronized void addDeletedActivity(Item activity) {
    deletedActivities.add(activity);
  }

  /** Lets something happen to a message; returns the message as it is now. */
  public synchronized Item recordMetric(String id, String metric, long at) {
    for (int i = 0; i < changing.size(); i++) {
      if (changing.get(i).id().equals(id)) {
        changing.set(i, changing.get(i).with(metric, at));
        snapshot = null;
        return changing.get(i).at(clock.instant());
      }
    }
    Item newer = MessageGenerator.touched(message(id), metric, at);
    messages.replaceAll(old -> old.sequence() == newer.sequence() ? newer : old);
    snapshot = null;
    return newer;
  }

  public CampaignRecord campaign(String id) {
    return campaigns.stream()
        .filter(campaign -> id.equals(Long.toString(campaign.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("campaign"));
  }

  public SegmentRecord segment(String id) {
    return segments.stream()
        .filter(segment -> id.equals(Long.toString(segment.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("segment"));
  }

  public Person person(String value, String idType) {
    Optional<Person> found =
        people.stream().filter(person -> person.isKnownAs(value, idType)).findFirst();
    return found.orElseThrow(() -> RefusedException.notFound("customer"));
  }

  public Item message(String id) {
    return messages().stream()
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("message"));
  }
}
