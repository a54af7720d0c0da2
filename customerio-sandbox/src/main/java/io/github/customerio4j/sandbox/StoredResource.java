package io.github.customerio4j.sandbox;

/** A record of a list that has nothing special. */
record StoredResource(long sequence, long created, JsonObject body) implements Listed {}
