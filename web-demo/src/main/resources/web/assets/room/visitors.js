/**
 * Who was in a live session. Pure.
 *
 * @import {Visit} from '../net/messages.js'
 */

/** Who came more than once is one. @param {readonly Visit[]} visits @returns {Visit[]} in order of arrival */
export function visitors(visits) {
  return [...new Map(visits.map((visit) => [`${visit.kind} ${visit.name ?? visit.joinedAt}`, visit])).values()];
}
