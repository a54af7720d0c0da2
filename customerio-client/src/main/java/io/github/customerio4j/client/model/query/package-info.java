/** Which items of a list to ask for: the parameters that the API documents, with their types. */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true)
package io.github.customerio4j.client.model.query;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
