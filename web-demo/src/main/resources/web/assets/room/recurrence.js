/**
 * How a meeting recurs: what a form offers, and the RRULE that says so (RFC 5545 §3.3.10). Pure. A rule that no form
 * here makes is `other`, and stays as it is.
 *
 * @typedef {'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'} Day
 * @typedef {object} Repeat
 * @property {'none' | 'daily' | 'weekly' | 'monthly' | 'other'} kind
 * @property {number} every how many days, weeks or months
 * @property {Day[]} days of the week, if weekly; Monday first
 * @property {string} until the last day, 2026-03-02; '' for no end
 */

/** @type {Day[]} */
export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** @type {Day[]} */
export const WEEKDAYS = DAYS.slice(0, 5);
/** Longest pause between two times, in days, weeks or months. */
export const EVERY_LIMIT = 99;

/** @type {Repeat} */
export const ONCE = {kind: 'none', every: 1, days: [], until: ''};

/** @type {Record<string, Repeat['kind']>} */
const KINDS = {DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly'};

/** @param {string} date 2026-03-02 @returns {Day} */
export function dayOfWeek(date) {
  return DAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
}

/** @param {Repeat} repeat @param {string} date of the first time @returns {string | undefined} undefined: once */
export function ruleOf({kind, every, days, until}, date) {
  if (kind === 'none' || kind === 'other') {
    return undefined;
  }
  const parts = [`FREQ=${kind.toUpperCase()}`];
  if (every > 1) {
    parts.push(`INTERVAL=${every}`);
  }
  if (kind === 'weekly') {
    // The first time counts as one of the days, or calendars would disagree about it.
    const wanted = new Set([...days, dayOfWeek(date)]);
    parts.push(`BYDAY=${DAYS.filter((day) => wanted.has(day)).join(',')}`);
  }
  if (kind === 'monthly') {
    parts.push(`BYMONTHDAY=${Number(date.slice(8))}`);
  }
  if (until) {
    parts.push(`UNTIL=${until.replaceAll('-', '')}`);
  }
  return parts.join(';');
}

/** @param {string | undefined} rule @param {string} date of the first time @param {string} timeZone @returns {Repeat} */
export function repeatOf(rule, date, timeZone) {
  if (!rule) {
    return ONCE;
  }
  const parts = new Map(rule.split(';').map((part) => /** @type {[string, string]} */ (part.split('='))));
  const {FREQ = '', INTERVAL = '1', BYDAY = '', BYMONTHDAY = '', UNTIL = '', WKST, ...rest} = Object.fromEntries(parts);
  const kind = KINDS[FREQ];
  const days = /** @type {Day[]} */ (BYDAY ? BYDAY.split(',') : []);
  const isOurs = kind !== undefined && Object.keys(rest).length === 0 && fits(kind, days, BYMONTHDAY, date);
  return isOurs ? {kind, every: Number(INTERVAL), days: kind === 'weekly' && days.length === 0 ? [dayOfWeek(date)] : days, until: lastDay(UNTIL, timeZone)} : {...ONCE, kind: 'other'};
}

/** @param {Repeat['kind']} kind @param {Day[]} days @param {string} monthDay @param {string} date */
function fits(kind, days, monthDay, date) {
  const isPlain = days.every((day) => DAYS.includes(day));
  const isThatDay = monthDay === '' || Number(monthDay) === Number(date.slice(8));
  return kind === 'weekly' ? isPlain && monthDay === '' : kind === 'monthly' ? days.length === 0 && isThatDay : days.length === 0 && monthDay === '';
}

/** @param {string} until a day, or a time in UTC @param {string} timeZone */
function lastDay(until, timeZone) {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(until) ?? [];
  if (!year) {
    return '';
  }
  if (!hour) {
    return `${year}-${month}-${day}`;
  }
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return new Intl.DateTimeFormat('en-CA', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'}).format(at);
}
