package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.people.CustomerCount;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.people.Segment;
import io.github.customerio4j.client.model.people.SegmentUsage;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Segments: groups of people. */
public interface SegmentsApi {
  /** All segments: {@code GET segments}. */
  @GET("segments")
  @Envelope("segments")
  List<Segment> list();

  /** One segment: {@code GET segments/{id}}. */
  @GET("segments/{id}")
  @Envelope("segment")
  Segment get(@Path("id") long segmentId);

  /** The people in a segment, 1000 per page: {@code GET segments/{id}/membership}. */
  default Paged<CustomerIdentifiers> membership(long segmentId) {
    return membership(segmentId, 1000);
  }

  /**
   * The people in a segment: {@code GET segments/{id}/membership}.
   *
   * @param segmentId the segment
   * @param limit people per page, 1 to 30,000; ask for 1000 where more are refused
   */
  @GET("segments/{id}/membership")
  @Envelope("identifiers")
  Paged<CustomerIdentifiers> membership(@Path("id") long segmentId, @Query("limit") int limit);

  /** How many people are in a segment: {@code GET segments/{id}/customer_count}. */
  @GET("segments/{id}/customer_count")
  CustomerCount customerCount(@Path("id") long segmentId);

  /** What uses a segment: {@code GET segments/{id}/used_by}. */
  @GET("segments/{id}/used_by")
  SegmentUsage usedBy(@Path("id") long segmentId);
}
