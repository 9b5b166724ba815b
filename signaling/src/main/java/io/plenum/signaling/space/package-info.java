/**
 * What changes in a meeting's space, numbered in each meeting and told in that order to whoever
 * follows it: the live session and people who look at the space (REQUIREMENTS M-10).
 */
package io.plenum.signaling.space;
