/**
 * The interfaces of destinations: a {@link io.github.customerio4j.extract.sink.TableSink} receives
 * the tables of a run and makes all of them visible together, or none.
 *
 * <p>For a destination of your own, implement {@code TableSink}, {@code SinkTransaction} and {@code
 * TableWriter}: five methods besides {@code close}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.sink;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
