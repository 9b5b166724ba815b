/**
 * One's own meetings, sorted for the start page. Pure.
 *
 * @import {Meeting} from '../net/messages.js'
 */

/** @param {readonly Meeting[]} meetings newest first @returns {{upcoming: Meeting[], recent: Meeting[]}} what runs and what comes, soonest first; the others as they were */
export function sorted(meetings) {
  const isComing = (/** @type {Meeting} */ {live, next}) => live || next !== undefined;
  const upcoming = meetings.filter(isComing).toSorted((a, b) => Number(b.live) - Number(a.live) || startOf(a).localeCompare(startOf(b)));
  return {upcoming, recent: meetings.filter((meeting) => !isComing(meeting))};
}

/** @param {Meeting} meeting */
function startOf({next, createdAt}) {
  return next?.start ?? createdAt;
}
