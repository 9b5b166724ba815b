/**
 * Counts what the build's tests said. Part of the build, not of the product: it is run from source
 * by {@code mvnw}.
 */
package io.plenum.tally;
