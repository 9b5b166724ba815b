/**
 * What this browser remembers of its person (W-5). Storage may be full or forbidden: then nothing is remembered.
 *
 * @import {VideoCodec} from '../net/codec-preference.js'
 * @typedef {object} Preferences
 * @property {boolean} microphoneOn
 * @property {boolean} cameraOn
 * @property {string} microphone device id, '' for the browser's choice
 * @property {string} camera
 * @property {string} speaker
 * @property {VideoCodec | ''} videoCodec what one's pictures are sent in, '' for the product's choice
 * @property {string} guestName
 * @property {boolean} wasSignedIn a refresh cookie may be there
 */

const KEY = 'plenum.preferences';

/** @type {Preferences} */
const DEFAULTS = {microphoneOn: true, cameraOn: true, microphone: '', camera: '', speaker: '', videoCodec: '', guestName: '', wasSignedIn: false};

/** @returns {Preferences} */
export function preferences() {
  try {
    return {...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}')};
  } catch {
    return {...DEFAULTS};
  }
}

/** @param {Partial<Preferences>} change */
export function remember(change) {
  try {
    localStorage.setItem(KEY, JSON.stringify({...preferences(), ...change}));
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

/** The tab's seat in one meeting, for coming back after a reload. @param {string} code */
export function seatTokenOf(code) {
  const key = `plenum.seat.${code}`;
  return {
    read: () => attempt(() => sessionStorage.getItem(key)),
    write: (/** @type {string | null} */ token) => {
      attempt(() => (token === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, token)));
    },
  };
}

/** @template T @param {() => T} action @returns {T | null} */
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
