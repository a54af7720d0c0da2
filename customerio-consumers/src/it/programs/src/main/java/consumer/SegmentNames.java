package consumer;

import io.github.customerio4j.client.api.SegmentsApi;
import io.github.customerio4j.client.model.people.Segment;
import java.util.List;
import java.util.Optional;

/** Depends on one interface of the client, so that a test can stand in for it. */
final class SegmentNames {
  private SegmentNames() {}

  static List<String> of(SegmentsApi segments) {
    return segments.list().stream().map(Segment::name).flatMap(Optional::stream).toList();
  }
}
