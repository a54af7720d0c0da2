package io.github.customerio4j.extract.write;

/**
 * A table at its destination.
 *
 * @param name the table's name
 * @param location where it is, for people: a file's path, a table's qualified name
 * @param bytes its size in bytes, or 0 where the destination cannot tell
 */
public record WrittenTable(String name, String location, long bytes) {}
