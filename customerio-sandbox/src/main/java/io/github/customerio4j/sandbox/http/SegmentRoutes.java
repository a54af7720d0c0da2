package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.CampaignRecord;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.data.SegmentRecord;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import java.util.List;
import java.util.Set;

/** Segments and their members. */
public final class SegmentRoutes {
  private static final int USUAL = 1000;
  private static final int MOST = 30_000;

  private final SandboxWorkspace workspace;
  private final Pager pager;

  public SegmentRoutes(SandboxWorkspace workspace, Pager pager) {
    this.workspace = workspace;
    this.pager = pager;
  }

  public void addTo(Router router) {
    router
        .get("segments", Set.of(), this::list)
        .get("segments/*", Set.of(), this::one)
        .get("segments/*/membership", Set.of("start", "limit"), this::membership)
        .get("segments/*/customer_count", Set.of(), this::count)
        .get("segments/*/used_by", Set.of(), this::usedBy);
  }

  private ApiResponse list(ApiRequest call) {
    return Lists.reply("segments", texts(workspace.segments()), "");
  }

  public static List<String> texts(List<SegmentRecord> segments) {
    return segments.stream().map(segment -> JsonText.SOLIDUS.of(segment.body())).toList();
  }

  private ApiResponse one(ApiRequest call) {
    SegmentRecord segment = workspace.segment(call.argument(0));
    return ApiResponse.ok(JsonObject.of("segment", segment.body()).toString());
  }

  private ApiResponse membership(ApiRequest call) {
    SegmentRecord segment = workspace.segment(call.argument(0));
    return Lists.people(pager.page(segment.members(), call, call.query().limit(USUAL, MOST)));
  }

  private ApiResponse count(ApiRequest call) {
    SegmentRecord segment = workspace.segment(call.argument(0));
    return ApiResponse.ok(
        JsonObject.of("count", segment.members().size())
            .put("segment_id", segment.id())
            .toString());
  }

  private ApiResponse usedBy(ApiRequest call) {
    SegmentRecord segment = workspace.segment(call.argument(0));
    List<Long> campaigns =
        workspace.campaigns().stream()
            .filter(campaign -> isTriggeredBy(campaign, segment.id()))
            .map(CampaignRecord::id)
            .toList();
    JsonObject users =
        JsonObject.of("campaigns", campaigns.isEmpty() ? null : campaigns)
            .put("draft_newsletters", null)
            .put("sent_newsletters", List.of());
    return ApiResponse.ok(
        JsonObject.of("segment_id", segment.id()).put("used_by", users).toString());
  }

  private static boolean isTriggeredBy(CampaignRecord campaign, long segment) {
    return campaign.body().get("trigger_segment_ids") instanceof List<?> ids
        && ids.stream().anyMatch(id -> Long.toString(segment).equals(String.valueOf(id)));
  }
}
