/**
 * Runs an extraction as a component of the Keboola platform: {@code config.json} in, tables and
 * their manifests out.
 *
 * <pre>{@code
 * KBC_DATADIR=/data java -jar customerio.jar keboola
 * }</pre>
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true)
package io.github.customerio4j.cli.keboola;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
