package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.CampaignRecord;
import io.github.customerio4j.sandbox.data.Listed;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.List;
import java.util.Set;

/** Campaigns and their actions. */
public final class CampaignRoutes {
  private static final int ACTIONS_A_PAGE = 10;

  /** An action as a paged list wants it. */
  private record Listing(long sequence, JsonObject action) implements Listed {
    @Override
    public long created() {
      return 0;
    }
  }

  private final SandboxWorkspace workspace;
  private final Pager pager;

  public CampaignRoutes(SandboxWorkspace workspace, Pager pager) {
    this.workspace = workspace;
    this.pager = pager;
  }

  public void addTo(Router router) {
    router
        .get("campaigns", Set.of(), this::list)
        .get("campaigns/*", Set.of(), this::one)
        .get("campaigns/*/actions", Set.of("start"), this::actions)
        .get("campaigns/*/actions/*", Set.of(), this::action);
  }

  private ApiResponse list(ApiRequest call) {
    return Lists.reply("campaigns", texts(workspace.campaigns()), "");
  }

  public static List<String> texts(List<CampaignRecord> campaigns) {
    return campaigns.stream().map(campaign -> JsonText.HTML_SAFE.of(campaign.body())).toList();
  }

  private ApiResponse one(ApiRequest call) {
    CampaignRecord campaign = workspace.campaign(call.argument(0));
    return ApiResponse.ok(JsonObject.of("campaign", campaign.body()).toString());
  }

  private ApiResponse actions(ApiRequest call) {
    List<Listing> actions =
        workspace.campaign(call.argument(0)).actions().stream()
            .map(action -> new Listing(Long.parseLong(idOf(action)), action))
            .toList();
    Pager.Page<Listing> page = pager.pageOf(actions, call, ACTIONS_A_PAGE);
    return Lists.reply("actions", page, listing -> listing.action().toString());
  }

  private ApiResponse action(ApiRequest call) {
    JsonObject found =
        workspace.campaign(call.argument(0)).actions().stream()
            .filter(action -> idOf(action).equals(call.argument(1)))
            .findFirst()
            .orElseThrow(() -> RefusedException.notFound("action"));
    return ApiResponse.ok(JsonObject.of("action", found).toString());
  }

  private static String idOf(JsonObject action) {
    return String.valueOf(action.get("id"));
  }
}
