/** First wait after a failed attempt, in milliseconds. */
export const FIRST_DELAY_MS = 250;
/** Longest wait between attempts, in milliseconds. */
export const LONGEST_DELAY_MS = 2000;

/**
 * How long to wait before trying again: doubling, up to a quarter of it random so that a restarted server is not
 * met by everybody in the same instant.
 *
 * @param {number} attempt 0 for the wait after the first failure
 * @param {number} random in [0, 1)
 * @returns {number} milliseconds
 */
export function delayMs(attempt, random) {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (1 - random / 4));
}
