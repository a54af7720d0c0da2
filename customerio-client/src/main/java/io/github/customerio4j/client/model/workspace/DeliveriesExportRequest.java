package io.github.customerio4j.client.model.workspace;

import io.github.customerio4j.client.model.constant.MetricName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * Which deliveries to export. Set exactly one of newsletter, campaign, transactional message and
 * action.
 */
@Value.Immutable
public abstract class DeliveriesExportRequest {
  DeliveriesExportRequest() {}

  /** The newsletter whose deliveries are exported. */
  public abstract OptionalLong newsletterId();

  /** The campaign whose deliveries are exported. */
  public abstract OptionalLong campaignId();

  /** The transactional message whose deliveries are exported. */
  public abstract OptionalLong transactionalMessageId();

  /** The action whose deliveries are exported. */
  public abstract OptionalLong actionId();

  /** Only deliveries made of this template; all unless set. */
  public abstract OptionalLong templateId();

  /** Only deliveries that this happened to, such as {@link MetricName#SENT}; all unless set. */
  public abstract Optional<String> metric();

  /** Whether drafts are included; the API decides unless set. */
  public abstract Optional<Boolean> drafts();

  /** Only deliveries from this time on; sent in whole Unix seconds. No bound unless set. */
  public abstract Optional<Instant> start();

  /** Only deliveries up to this time; sent in whole Unix seconds. No bound unless set. */
  public abstract Optional<Instant> end();

  /** Attributes of the recipients, as further columns; none unless set. */
  public abstract List<String> attributes();

  @Value.Check
  void check() {
    long parents =
        Stream.of(newsletterId(), campaignId(), transactionalMessageId(), actionId())
            .filter(OptionalLong::isPresent)
            .count();
    if (parents != 1) {
      throw new IllegalArgumentException(
          "Cannot export deliveries of "
              + parents
              + " parents: set exactly one of newsletterId, campaignId, transactionalMessageId and"
              + " actionId.");
    }
  }

  /** Starts a new value; exactly one parent is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link DeliveriesExportRequest}. */
  public static final class Builder extends ImmutableDeliveriesExportRequest.Builder {
    Builder() {}
  }
}
