/** Times as this browser's person writes them. */
import {daysFrom} from '../room/when.js';

const time = new Intl.DateTimeFormat(undefined, {hour: 'numeric', minute: '2-digit'});
const exact = new Intl.DateTimeFormat(undefined, {hour: 'numeric', minute: '2-digit', second: '2-digit'});
const shortDay = new Intl.DateTimeFormat(undefined, {weekday: 'short', day: 'numeric', month: 'short'});
const longDay = new Intl.DateTimeFormat(undefined, {weekday: 'short', day: 'numeric', month: 'short', year: 'numeric'});
const relative = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto'});

/** @param {string} iso @returns {string} `9:05` */
export function clock(iso) {
  return time.format(new Date(iso));
}

/** @param {string} iso @returns {string} `Today`, `Tomorrow`, `Mon 2 Mar` */
export function dayOf(iso) {
  const days = daysFrom(iso, new Date());
  if (Math.abs(days) <= 1) {
    const word = relative.format(days, 'day');
    return word.charAt(0).toLocaleUpperCase() + word.slice(1);
  }
  const sameYear = new Date(iso).getFullYear() === new Date().getFullYear();
  return (sameYear ? shortDay : longDay).format(new Date(iso));
}

/** @param {string} iso @returns {string} `Today, 9:05` */
export function moment(iso) {
  return `${dayOf(iso)}, ${clock(iso)}`;
}

/** @param {{start: string, end: string}} span @returns {string} `Mon 2 Mar, 9:00 – 9:45` */
export function spanOf({start, end}) {
  const isOneDay = daysFrom(end, new Date(start)) === 0;
  return `${moment(start)} – ${isOneDay ? clock(end) : moment(end)}`;
}

/** @param {string} from @param {string} until @returns {string} `14:03:12 – 14:03:40`; the same moment once */
export function exactSpan(from, until) {
  const begin = exact.format(new Date(from));
  const end = exact.format(new Date(until));
  return begin === end ? begin : `${begin} – ${end}`;
}
