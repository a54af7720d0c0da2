package io.github.customerio4j.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything the sandbox knows. Thread-safe: readers get snapshots. */
final class SandboxWorkspace {
  private final List<Person> people;
  private final List<SegmentRecord> segments;
  private final List<CampaignRecord> campaigns;
  private final ResourceStore shelf;
  private final List<Item> messages = new ArrayList<>();
  private final List<Item> activities = new ArrayList<>();
  private final List<Item> deletedActivities = new ArrayList<>();

  SandboxWorkspace(
      List<Person> people,
      List<SegmentRecord> segments,
      List<CampaignRecord> campaigns,
      ResourceStore shelf) {
    this.shelf = shelf;
    this.people = List.copyOf(people);
    this.segments = List.copyOf(segments);
    this.campaigns = List.copyOf(campaigns);
  }

  /** What stands in lists that have nothing special. */
  ResourceStore shelf() {
    return shelf;
  }

  List<Person> people() {
    return people;
  }

  List<SegmentRecord> segments() {
    return segments;
  }

  List<CampaignRecord> campaigns() {
    return campaigns;
  }

  synchronized List<Item> messages() {
    return List.copyOf(messages);
  }

  synchronized List<Item> activities() {
    return List.copyOf(activities);
  }

  synchronized List<Item> deletedActivities() {
    return List.copyOf(deletedActivities);
  }

  synchronized void addMessage(Item message) {
    messages.add(message);
  }

  synchronized void addActivity(Item activity) {
    activities.add(activity);
  }

  synchronized void addDeletedActivity(Item activity) {
    deletedActivities.add(activity);
  }

  /** Puts a newer version of a message in its place. */
  synchronized void replaceMessage(Item newer) {
    messages.replaceAll(old -> old.sequence() == newer.sequence() ? newer : old);
  }

  CampaignRecord campaign(String id) {
    return campaigns.stream()
        .filter(campaign -> id.equals(Long.toString(campaign.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("campaign"));
  }

  SegmentRecord segment(String id) {
    return segments.stream()
        .filter(segment -> id.equals(Long.toString(segment.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("segment"));
  }

  Person person(String value, String idType) {
    Optional<Person> found =
        people.stream().filter(person -> person.isKnownAs(value, idType)).findFirst();
    return found.orElseThrow(() -> RefusedException.notFound("customer"));
  }

  Item message(String id) {
    return messages().stream()
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("message"));
  }
}
