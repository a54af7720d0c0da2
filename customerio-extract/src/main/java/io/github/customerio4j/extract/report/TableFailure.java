package io.github.customerio4j.extract.report;

/**
 * A table that failed while others were extracted. Its rows and its state are unchanged.
 *
 * @param table its name; {@code activities} for a list that feeds several tables
 * @param message what failed, why, and the remedy; never contains a secret
 */
public record TableFailure(String table, String message) {}
