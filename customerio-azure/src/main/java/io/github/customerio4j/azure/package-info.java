/**
 * Tables in containers of Azure Blob Storage: {@link io.github.customerio4j.azure.AzureStore}.
 * Experimental.
 */
@NullMarked
package io.github.customerio4j.azure;

import org.jspecify.annotations.NullMarked;
