package io.github.customerio4j.extract.report;

import java.util.OptionalDouble;

/**
 * How far a source is read.
 *
 * @param chains how many chains are known so far: windows of time, lists, what hangs on a parent;
 *     more may become known
 * @param chainsRead how many of them are read
 * @param fraction how much of all there is to read has been read, 0 to 1; an estimate, which may go
 *     back a little; empty where nothing tells
 */
public record SourceProgress(long chains, long chainsRead, OptionalDouble fraction) {}
