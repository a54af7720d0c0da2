package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.util.List;

/** A campaign and its actions; an action's {@code id} is a string, as in the API. */
public record CampaignRecord(long id, JsonObject body, List<JsonObject> actions) {}
