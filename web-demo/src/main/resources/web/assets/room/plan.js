/**
 * What somebody plans: the fields of a form, and the draft of a meeting that they say. Pure.
 *
 * @import {Meeting, MeetingDraft} from '../net/messages.js'
 * @import {Repeat} from './recurrence.js'
 * @typedef {object} Plan
 * @property {string} name
 * @property {boolean} timed whether it has a time at all
 * @property {string} date 2026-03-02
 * @property {string} time 09:00
 * @property {number} durationMinutes
 * @property {string} timeZone
 * @property {Repeat} repeat
 * @property {string | undefined} rule what is kept when `repeat` is `other`
 * @property {boolean} inviteOnly
 * @property {boolean} muteOnEntry
 * @property {'beginning' | 'admission'} guestsSeeChatFrom
 */
import {ONCE, repeatOf, ruleOf} from './recurrence.js';

/** What most meetings take, in minutes. */
export const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** @param {Date} now @param {string} timeZone of the machine @returns {Plan} at the next full hour, for half an hour */
export function newPlan(now, timeZone) {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + 1);
  return {
    name: '',
    timed: true,
    date: `${start.getFullYear()}-${twoDigits(start.getMonth() + 1)}-${twoDigits(start.getDate())}`,
    time: `${twoDigits(start.getHours())}:00`,
    durationMinutes: 30,
    timeZone,
    repeat: ONCE,
    rule: undefined,
    inviteOnly: false,
    muteOnEntry: false,
    guestsSeeChatFrom: 'beginning',
  };
}

/** @param {Meeting} meeting @param {Plan} otherwise for what the meeting does not say @returns {Plan} */
export function planOfMeeting({name, schedule, settings}, otherwise) {
  const {inviteOnly, muteOnEntry, guestsSeeChatFrom} = settings;
  const plan = {...otherwise, name, timed: schedule !== undefined, inviteOnly, muteOnEntry, guestsSeeChatFrom};
  if (!schedule) {
    return plan;
  }
  const [date, time] = schedule.start.split('T');
  const {durationMinutes, timeZone, recurrence} = schedule;
  return {...plan, date, time: time.slice(0, 5), durationMinutes, timeZone, repeat: repeatOf(recurrence, date, timeZone), rule: recurrence};
}

/** @param {Plan} plan @returns {MeetingDraft} with `schedule` null when it has no time */
export function draftOf({name, timed, date, time, durationMinutes, timeZone, repeat, rule, ...settings}) {
  const recurrence = repeat.kind === 'other' ? rule : ruleOf(repeat, date);
  const schedule = {start: `${date}T${time}`, durationMinutes, timeZone, ...(recurrence ? {recurrence} : {})};
  return {name: name.trim(), schedule: timed ? schedule : null, settings};
}

/** @param {number} number */
function twoDigits(number) {
  return String(number).padStart(2, '0');
}
