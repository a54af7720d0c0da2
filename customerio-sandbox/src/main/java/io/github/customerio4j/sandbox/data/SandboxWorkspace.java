package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything the sandbox knows. Thread-safe: readers get snapshots. */
public final class SandboxWorkspace {
  private final List<Person> people;
  private final List<SegmentRecord> segments;
  private final List<CampaignRecord> campaigns;
  private final ResourceStore resources;
  private final List<Item> messages = new ArrayList<>();
  private final List<Item> activities = new ArrayList<>();
  private final List<Item> deletedActivities = new ArrayList<>();

  SandboxWorkspace(
      List<Person> people,
      List<SegmentRecord> segments,
      List<CampaignRecord> campaigns,
      ResourceStore resources) {
    this.resources = resources;
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

  public synchronized List<Item> messages() {
    return List.copyOf(messages);
  }

  public synchronized List<Item> activities() {
    return List.copyOf(activities);
  }

  public synchronized List<Item> deletedActivities() {
    return List.copyOf(deletedActivities);
  }

  public synchronized void addMessage(Item message) {
    messages.add(message);
  }

  public synchronized void addActivity(Item activity) {
    activities.add(activity);
  }

  synchronized void addDeletedActivity(Item activity) {
    deletedActivities.add(activity);
  }

  /** Puts a newer version of a message in its place. */
  public synchronized void replaceMessage(Item newer) {
    messages.replaceAll(old -> old.sequence() == newer.sequence() ? newer : old);
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
