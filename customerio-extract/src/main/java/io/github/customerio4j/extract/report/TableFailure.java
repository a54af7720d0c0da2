package io.github.customerio4j.extract.report;

/**
 * A table that failed while others were extracted: it was left as it was, and so was its state.
 *
 * @param table its name; {@code activities} where one list was to bring several tables
 * @param message what could not be done, why, and the remedy; never a secret
 */
public record TableFailure(String table, String message) {}
