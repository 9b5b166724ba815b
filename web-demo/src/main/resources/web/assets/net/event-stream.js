/**
 * What changes in a meeting's space, as it happens (docs/protocol.md §3). Comes back by itself and hears what it missed.
 *
 * @import {Access} from './http-call.js'
 * @import {ServerEvent} from './event-parser.js'
 * @typedef {'connecting' | 'open' | 'reconnecting' | 'closed'} StreamState
 * @typedef {object} EventStreamOptions
 * @property {Access} access
 * @property {string} path below the API's prefix
 * @property {(event: ServerEvent) => void} onEvent
 * @property {(state: StreamState, error?: unknown) => void} onState `closed` with an error: there is no such space for this person
 */
import {delayMs} from './back-off.js';
import {EventParser} from './event-parser.js';
import {address, ApiError, errorOf, renewing} from './http-call.js';

/** The server says something every 15 s; a connection silent for longer is dead. */
const SILENCE_MS = 40_000;

export class EventStream {
  #options;
  #lastId = '';
  #attempt = 0;
  #isClosed = false;
  #abort = new AbortController();

  /** @param {EventStreamOptions} options */
  constructor(options) {
    this.#options = options;
  }

  async open() {
    while (!this.#isClosed) {
      try {
        await this.#follow();
      } catch (error) {
        if (isFinal(error) && !this.#isClosed) {
          this.#isClosed = true;
          this.#options.onState('closed', error);
        }
      }
      await this.#pause();
    }
  }

  close() {
    this.#isClosed = true;
    this.#abort.abort();
  }

  async #pause() {
    if (!this.#isClosed) {
      this.#options.onState(this.#lastId ? 'reconnecting' : 'connecting');
      await new Promise((resolve) => setTimeout(resolve, delayMs(this.#attempt++, Math.random())));
    }
  }

  async #follow() {
    this.#abort = new AbortController();
    const response = await renewing(this.#options.access, (authorization) => this.#ask(authorization));
    if (!response.body || this.#isClosed) {
      return;
    }
    this.#attempt = 0;
    this.#options.onState('open');
    await this.#read(response.body);
  }

  /** @param {string} authorization @returns {Promise<Response>} */
  async #ask(authorization) {
    /** @type {Record<string, string>} */
    const headers = {Accept: 'text/event-stream', Authorization: authorization};
    if (this.#lastId) {
      headers['Last-Event-ID'] = this.#lastId;
    }
    const response = await fetch(address(this.#options.path), {headers, signal: this.#abort.signal});
    if (!response.ok) {
      throw await errorOf(response);
    }
    return response;
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const parser = new EventParser();
    const reader = body.pipeThrough(/** @type {ReadableWritablePair<string, Uint8Array>} */ (new TextDecoderStream())).getReader();
    for (;;) {
      const silence = setTimeout(() => this.#abort.abort(), SILENCE_MS);
      const {value, done} = await reader.read().finally(() => clearTimeout(silence));
      if (done || this.#isClosed) {
        return;
      }
      for (const event of parser.push(value)) {
        this.#lastId = event.id || this.#lastId;
        this.#options.onEvent(event);
      }
    }
  }
}

/** Trying again would be answered alike. @param {unknown} error */
function isFinal(error) {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}
