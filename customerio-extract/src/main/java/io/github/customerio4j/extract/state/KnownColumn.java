package io.github.customerio4j.extract.state;

import org.jspecify.annotations.Nullable;

/**
 * A column that a former run named.
 *
 * @param name its name
 * @param pointer the JSON Pointer of the key behind it, or null if it is not known (the former
 *     component stored names only): the first key that would get this name takes it
 */
public record KnownColumn(String name, @Nullable String pointer) {}
