/**
 * Entries of the audit log, as people read them, and what they ask of it. Pure.
 *
 * @import {AuditEntry, AuditFilter} from '../net/messages.js'
 */

/** Whose name of an entry. @param {AuditEntry} entry @param {'actor' | 'subject'} who @returns {string} '' when nobody is named */
export function nameIn({personal}, who) {
  return personal[`${who}.name`] ?? personal[`${who}.email`] ?? '';
}

/** @param {Record<string, unknown>} facts @returns {[string, string][]} names and values, flat */
export function factsOf(facts, before = '') {
  return Object.entries(facts).flatMap(([name, value]) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject
      ? factsOf(/** @type {Record<string, unknown>} */ (value), `${before}${name}.`)
      : [/** @type {[string, string]} */ ([before + name, Array.isArray(value) ? value.map(String).join(', ') : String(value)])];
  });
}

/**
 * Days of the machine's zone as moments; the last day counts whole.
 *
 * @param {{from: string, until: string, person: string, meeting: string, kind: string}} fields days as 2026-03-02, '' for any
 * @returns {AuditFilter}
 */
export function filterOf({from, until, person, meeting, kind}) {
  return {
    from: from && new Date(`${from}T00:00`).toISOString(),
    until: until && dayAfter(until).toISOString(),
    person,
    meeting,
    kind,
  };
}

/** @param {string} day */
function dayAfter(day) {
  const next = new Date(`${day}T00:00`);
  next.setDate(next.getDate() + 1);
  return next;
}
