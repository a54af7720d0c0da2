package io.github.customerio4j.extract.report;

/**
 * The number of requests that one table will take.
 *
 * @param table its name; also the name of a list that is read only for its children
 * @param requests the number of requests
 * @param isAtLeast whether there may be more, because the length of its lists is not known before
 *     they are read
 */
public record TablePlan(String table, long requests, boolean isAtLeast) {}
