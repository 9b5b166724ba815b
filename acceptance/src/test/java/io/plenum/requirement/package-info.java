/**
 * Which test proves which requirement: the list, the search for tags, and the page made of both.
 */
package io.plenum.requirement;
