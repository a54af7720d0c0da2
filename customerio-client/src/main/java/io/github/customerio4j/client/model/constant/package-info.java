/**
 * The words of the API. What the API documents as a closed set is a type: the known values are
 * constants, and a value that this library does not know yet is kept as {@code Unknown}. Open sets,
 * such as the types of activities, are texts, and their usual values are constants in {@link
 * io.github.customerio4j.client.model.constant.MessageType}, {@link
 * io.github.customerio4j.client.model.constant.MetricName} and {@link
 * io.github.customerio4j.client.model.constant.ActivityType}.
 *
 * <pre>{@code
 * boolean isDone = export.status().filter(ExportStatus.DONE::equals).isPresent();
 * String text = export.status().map(ExportStatus::value).orElse("");
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.client.model.constant;

import org.jspecify.annotations.NullMarked;
