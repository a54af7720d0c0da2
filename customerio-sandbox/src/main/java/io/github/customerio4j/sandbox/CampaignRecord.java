package io.github.customerio4j.sandbox;

import java.util.List;

/** A campaign and its actions; an action's {@code id} is a string, as in the API. */
record CampaignRecord(long id, JsonObject body, List<JsonObject> actions) {}
