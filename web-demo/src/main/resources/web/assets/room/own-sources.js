/**
 * Settles what is on between this page and the server, when both may change it: the person here, and a host who mutes.
 * Our own change, while on its way, wins over what the server said before it. Pure: time is an argument.
 *
 * @import {Sources} from '../net/messages.js'
 */

/** A change whose echo never came no longer hides what the server says. */
const ECHO_TIMEOUT_MS = 3000;

/** @type {(keyof Sources)[]} */
const NAMES = ['microphone', 'camera', 'screen'];

/**
 * Whether somebody who just came in is muted because the meeting mutes whoever enters (W-5).
 *
 * @param {import('../net/messages.js').RoomMessage} room
 */
export function mutedOnEntry({meeting, you}) {
  return meeting.muteOnEntry && !you.organizer && !you.sources.microphone;
}

export class OwnSources {
  /** @type {Map<keyof Sources, {value: boolean, sentMs: number}>} */
  #underway = new Map();

  /**
   * @param {Sources} wanted what is on here
   * @param {Sources} known what the server thinks
   * @param {number} nowMs
   * @returns {Partial<Sources> | null} the change to send, null for none
   */
  changes(wanted, known, nowMs) {
    this.#expire(nowMs);
    /** @type {Partial<Sources>} */
    const change = {};
    for (const name of NAMES) {
      const believed = this.#underway.get(name)?.value ?? known[name];
      if (wanted[name] !== believed) {
        change[name] = wanted[name];
        this.#underway.set(name, {value: wanted[name], sentMs: nowMs});
      }
    }
    return Object.keys(change).length > 0 ? change : null;
  }

  /**
   * The server told our state. Returns whether it turned our microphone off.
   *
   * @param {Sources} known
   * @param {Sources} wanted
   * @param {number} nowMs
   */
  told(known, wanted, nowMs) {
    this.#expire(nowMs);
    const hadUnderway = this.#underway.has('microphone');
    for (const [name, {value}] of this.#underway) {
      if (known[name] === value) {
        this.#underway.delete(name);
      }
    }
    return !hadUnderway && wanted.microphone && !known.microphone;
  }

  /** A new connection: nothing is on its way any more. */
  forget() {
    this.#underway.clear();
  }

  /** @param {number} nowMs */
  #expire(nowMs) {
    for (const [name, {sentMs}] of this.#underway) {
      if (nowMs - sentMs > ECHO_TIMEOUT_MS) {
        this.#underway.delete(name);
      }
    }
  }
}
