package io.plenum.signaling.audit;

import java.util.List;

/**
 * What the verification of one account's chain came to.
 *
 * @param from number of the first entry that was verified
 * @param to number of the last one; less than {@code from}: there was none
 * @param signedTo the last entry that a checkpoint covers; 0: none
 * @param erased personal fields whose value was erased, as an entry tells
 * @param findings the first of them, by entry
 * @param found how many there are
 */
public record Verdict(
    String account,
    long from,
    long to,
    long signedTo,
    long erased,
    List<Finding> findings,
    long found) {
  public boolean whole() {
    return found == 0;
  }
}
