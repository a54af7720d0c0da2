/**
 * Filters on people and objects, built in Java; filters on people can also be read from JSON text.
 *
 * <pre>{@code
 * AudienceFilter filter =
 *     AudienceFilter.and(
 *         AudienceFilter.segment(7),
 *         AudienceFilter.not(AudienceFilter.attribute("unsubscribed").eq("true")));
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.client.filter;

import org.jspecify.annotations.NullMarked;
