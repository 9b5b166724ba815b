/** Moments and days, as people reckon them. Pure but for the zone of the machine. */

/** @param {string} one ISO 8601 @param {string} other @returns {boolean} whether both are on one day here */
export function sameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** @param {string} iso @param {Date} now @returns {number} days from now: -1 is yesterday */
export function daysFrom(iso, now) {
  const day = new Date(iso);
  const noon = (/** @type {Date} */ at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((noon(day) - noon(now)) / 86_400_000);
}
