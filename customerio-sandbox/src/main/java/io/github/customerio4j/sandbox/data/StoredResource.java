package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;

/** A record of a list that has nothing special. */
public record StoredResource(long sequence, long created, JsonObject body) implements Listed {}
