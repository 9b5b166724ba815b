/**
 * Server-sent events out of text as it comes (WHATWG HTML §9.2.6), in pieces that end anywhere. Pure.
 *
 * @typedef {{event: string, id: string, data: string}} ServerEvent
 */

/** A line longer than this is no event of ours: a message has 4,000 characters, six bytes each at most in JSON. */
const LINE_LIMIT = 256 * 1024;

export class EventParser {
  #rest = '';
  #event = '';
  #id = '';
  /** @type {string[]} */
  #data = [];

  /** @param {string} text @returns {ServerEvent[]} what is complete now */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/u);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LINE_LIMIT) {
      throw new Error('a line without end');
    }
    return lines.flatMap((line) => this.#line(line));
  }

  /** @param {string} line @returns {ServerEvent[]} */
  #line(line) {
    if (line === '') {
      return this.#complete();
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /u, '');
    if (name === 'event') {
      this.#event = value;
    } else if (name === 'id') {
      this.#id = value;
    } else if (name === 'data') {
      this.#data.push(value);
    }
    return [];
  }

  /** @returns {ServerEvent[]} */
  #complete() {
    const event = {event: this.#event || 'message', id: this.#id, data: this.#data.join('\n')};
    const isEvent = this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    return isEvent ? [event] : [];
  }
}
