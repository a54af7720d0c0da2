package io.github.customerio4j.examples.sandbox;

import java.util.List;

/** A campaign and its actions; an action's {@code id} is a string, as in the API. */
record Campaign(long id, JsonObject body, List<JsonObject> actions) {}
