/**
 * One m-line that sends: its track, and which of its encodings flow. Changes are made one after the other, since a
 * sender's parameters are read, changed and set in two steps.
 *
 * @import {Encoding, Watched} from './encodings.js'
 */

import {settled} from './encodings.js';

export class SendingLine {
  #line;
  #encodings;
  #isClosed;
  #isConnected = false;
  /** @type {Watched | null} */
  #watched = null;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /**
   * @param {RTCRtpTransceiver} line made with `encodings`, none of them active
   * @param {Encoding[]} encodings
   * @param {() => boolean} isClosed whether its connection is
   */
  constructor(line, encodings, isClosed) {
    this.#line = line;
    this.#encodings = encodings;
    this.#isClosed = isClosed;
  }

  get mid() {
    return this.#line.mid ?? '';
  }

  /** @param {MediaStreamTrack | null} track null sends nothing */
  publish(track) {
    return this.#next(async () => {
      if (this.#line.sender.track !== track) {
        await this.#line.sender.replaceTrack(track);
        await this.#settle();
      }
    });
  }

  /**
   * Lines send from the moment of the connection, and only those with a track. Chromium shrinks a camera that starts
   * earlier to what 300 kbit/s carry, and lets idle lines have a share of the bandwidth; the picture then takes half a
   * minute to grow.
   */
  connected() {
    this.#isConnected = true;
    return this.#next(() => this.#settle());
  }

  /** Only what somebody gets is worth its bandwidth. @param {Watched} watched */
  watched(watched) {
    this.#watched = watched;
    return this.#next(() => this.#settle());
  }

  /** @param {() => Promise<void>} change */
  #next(change) {
    const turn = this.#turn.then(() => (this.#isClosed() ? undefined : change()));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #settle() {
    const {sender} = this.#line;
    const parameters = sender.getParameters();
    const flows = this.#isConnected && sender.track !== null;
    const wanted = this.#encodings.map((encoding) => settled(encoding, flows, this.#watched));
    const next = parameters.encodings.map((now, i) => changed(now, wanted[i]));
    if (!this.#isClosed() && next.some((encoding, i) => encoding !== parameters.encodings[i])) {
      parameters.encodings = next;
      await sender.setParameters(parameters);
    }
  }
}

/** What a sender has, with what is to be otherwise; the same object if nothing is. @param {Encoding} now @param {Encoding} [wanted] */
function changed(now, wanted = {}) {
  const {active, scalabilityMode, scaleResolutionDownBy} = wanted;
  const change = Object.entries({active, scalabilityMode, scaleResolutionDownBy})
    .filter(([name, value]) => value !== undefined && value !== now[/** @type {keyof Encoding} */ (name)]);
  return change.length === 0 ? now : {...now, ...Object.fromEntries(change)};
}
