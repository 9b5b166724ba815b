/**
 * When a meeting is, in words.
 *
 * @import {Meeting, Schedule} from '../net/messages.js'
 */
import {repeatOf} from '../room/recurrence.js';
import {moment, spanOf} from './format.js';
import {strings} from './strings.js';

/** @param {Schedule} schedule @returns {string} `Every week on Monday` */
export function repeatWordsOf({start, recurrence, timeZone}) {
  const date = start.slice(0, 10);
  return strings.repeat.describe(repeatOf(recurrence, date, timeZone), date);
}

/** @param {Meeting} meeting @returns {string} one line for an invitation; '' for at any time */
export function planOf({schedule, next}) {
  if (!schedule) {
    return '';
  }
  const when = next ? spanOf(next) : moment(schedule.start);
  return schedule.recurrence ? `${repeatWordsOf(schedule)}. ${strings.space.next(when)}` : when;
}
