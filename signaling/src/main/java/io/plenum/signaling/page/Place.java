package io.plenum.signaling.page;

/**
 * Where an item stands in an ordered list.
 *
 * @param number what the list is ordered by first: a time in milliseconds, a running number
 * @param id tells items with the same number apart
 */
public record Place(long number, String id) {}
