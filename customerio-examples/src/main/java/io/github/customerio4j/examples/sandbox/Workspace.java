package io.github.customerio4j.examples.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything the sandbox knows. Thread-safe: readers get snapshots. */
final class Workspace {
  private final List<Person> people;
  private final List<Segment> segments;
  private final List<Campaign> campaigns;
  private final Shelf shelf;
  private final List<Item> messages = new ArrayList<>();
  private final List<Item> activities = new ArrayList<>();
  private final List<Item> deletedActivities = new ArrayList<>();

  Workspace(List<Person> people, List<Segment> segments, List<Campaign> campaigns, Shelf shelf) {
    this.shelf = shelf;
    this.people = List.copyOf(people);
    this.segments = List.copyOf(segments);
    this.campaigns = List.copyOf(campaigns);
  }

  /** What stands in lists that have nothing special. */
  Shelf shelf() {
    return shelf;
  }

  List<Person> people() {
    return people;
  }

  List<Segment> segments() {
    return segments;
  }

  List<Campaign> campaigns() {
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

  Campaign campaign(String id) {
    return campaigns.stream()
        .filter(campaign -> id.equals(Long.toString(campaign.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("campaign"));
  }

  Segment segment(String id) {
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
