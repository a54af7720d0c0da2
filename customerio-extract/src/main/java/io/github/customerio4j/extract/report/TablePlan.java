package io.github.customerio4j.extract.report;

/**
 * What one table will cost.
 *
 * @param table its name; that of a list that is read for the sake of others, too
 * @param requests how many requests it takes
 * @param isAtLeast whether it may be more, because nothing cheap tells how long its lists are
 */
public record TablePlan(String table, long requests, boolean isAtLeast) {}
