package io.github.customerio4j.sandbox;

import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.http.CampaignRoutes;
import io.github.customerio4j.sandbox.http.SegmentRoutes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the workspace holds at the moment of asking, independent of paging, windows and order. Items
 * are the exact JSON texts that the API serves.
 */
public final class SandboxTruth {
  private final SandboxWorkspace workspace;

  SandboxTruth(SandboxWorkspace workspace) {
    this.workspace = workspace;
  }

  /** Items of {@code GET /v1/campaigns}. */
  public List<String> campaigns() {
    return CampaignRoutes.texts(workspace.campaigns());
  }

  /** Items of {@code GET /v1/segments}. */
  public List<String> segments() {
    return SegmentRoutes.texts(workspace.segments());
  }

  /**
   * The {@code identifiers} of a segment's members.
   *
   * @throws IllegalArgumentException if there is no such segment
   */
  public List<String> membership(long segmentId) {
    return workspace.segments().stream()
        .filter(segment -> segment.id() == segmentId)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Cannot list segment " + segmentId + ": unknown."))
        .members()
        .stream()
        .map(person -> person.identifiers().toString())
        .toList();
  }

  /** Every message that is not a draft, of all times, oldest first save for later additions. */
  public List<String> messages() {
    return sent(workspace.messages());
  }

  /**
   * The same at another time: messages of {@link Sandbox#addChangingMessages} as they are then, all
   * others as they are now.
   */
  public List<String> messages(Instant at) {
    return sent(workspace.messages(at));
  }

  private static List<String> sent(List<Item> messages) {
    return messages.stream().filter(item -> !item.isDraft()).map(Item::json).toList();
  }

  /** Every draft. */
  public List<String> drafts() {
    return workspace.messages().stream().filter(Item::isDraft).map(Item::json).toList();
  }

  /** Activities of people who are not deleted. */
  public List<String> activities() {
    return workspace.activities().stream().map(Item::json).toList();
  }

  /** Activities of deleted people. */
  public List<String> deletedActivities() {
    return workspace.deletedActivities().stream().map(Item::json).toList();
  }

  /**
   * People in the order of their making: {@code id}, {@code email}, {@code cio_id} and attributes
   * to the text that an export shows. What is null or absent has no entry; an empty text has one.
   */
  public List<Map<String, String>> customers() {
    return workspace.people().stream().map(Person::row).toList();
  }

  /**
   * The records of lists that have nothing special, by the list's path below the prefix: {@code
   * newsletters}, {@code newsletters/7/contents} and so on.
   */
  public Map<String, List<String>> lists() {
    return workspace.resources().lists();
  }

  /** Whole bodies by their path: {@code collections/1/content} and so on. */
  public Map<String, String> bodies() {
    return workspace.resources().values();
  }
}
