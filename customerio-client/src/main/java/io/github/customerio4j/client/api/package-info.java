/**
 * The operations of the API, one Retrofit interface per resource, implemented by the client: single
 * values are returned directly, lists that the API pages as a lazy {@code Paged}.
 *
 * <p>An operation with parameters takes a query object that names them all, such as {@code
 * campaigns().messages(7, CampaignMessageQuery.all())}. Without one, it asks for everything. The
 * method of the same name with {@code WithParameters} takes the parameters as the API names them,
 * as a map of texts, for what this library does not know yet; {@code metricsReportWithParameters}
 * is that of version 2 of {@code metrics}.
 */
@NullMarked
package io.github.customerio4j.client.api;

import org.jspecify.annotations.NullMarked;
