package io.github.customerio4j.examples.sandbox;

/** A record of a list that has nothing special. */
record ShelfItem(long sequence, long created, JsonObject body) implements Listed {}
