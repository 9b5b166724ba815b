/**
 * One seat's WebSocket (docs/protocol.md §2): joins, comes back by itself after a drop, and pairs answers with
 * requests. Knows nothing of rooms.
 *
 * States: connecting → open ⇄ reconnecting; any → closed. `open` means that the server gave the seat.
 *
 * @import {ErrorMessage, ServerMessage} from './messages.js'
 * @typedef {'connecting' | 'open' | 'reconnecting' | 'closed'} SocketState
 * @typedef {{url: string, hello: () => Promise<object>, onMessage: (message: ServerMessage) => void, onState: (state: SocketState) => void}} SocketOptions
 * @typedef {{resolve: (message: any) => void, reject: (error: Error) => void, timer: ReturnType<typeof setTimeout>}} Request
 */

import {delayMs} from './back-off.js';
import {LAST_MESSAGES} from './messages.js';

export const SUBPROTOCOL = 'plenum.v1';
/** A request without an answer fails. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A connection that has not given a seat by then is tried again. */
const SEAT_TIMEOUT_MS = 10_000;
/** Errors to `join` that trying again cures. Any other one ends the socket. */
const PASSING_ERRORS = new Set(['internal', 'media-unavailable', 'server-busy', 'too-many-requests', 'expired-token']);

/** The server's `error` to a request, or `disconnected`, or `timeout`. */
export class RequestError extends Error {
  /** @param {string} code @param {number} [retryAfterSeconds] when asking again may help */
  constructor(code, retryAfterSeconds) {
    super(code);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class SignalingSocket {
  #options;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {SocketState} */
  #state = 'connecting';
  #attempt = 0;
  #nextId = 1;
  #leastDelayMs = 0;
  /** Whether the newest `join` asked for a new seat, not for one it had. */
  #asksForNewSeat = false;
  /** @type {Map<string, Request>} */
  #requests = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {SocketOptions} options `hello` makes the `join` message, afresh for each connection */
  constructor(options) {
    this.#options = options;
  }

  open() {
    this.#connect();
  }

  /** Sends now, or not at all. @param {object} message @returns {boolean} whether it went out */
  send(message) {
    if (this.#state !== 'open' || this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /**
   * Sends and waits for the message that answers it.
   *
   * @param {object} message
   * @returns {Promise<any>} rejects with RequestError
   */
  request(message) {
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id, (request) => request.reject(new RequestError('timeout'))), ANSWER_TIMEOUT_MS);
      this.#requests.set(id, {resolve, reject, timer});
      if (!this.send({...message, id})) {
        this.#settle(id, (request) => request.reject(new RequestError('disconnected')));
      }
    });
  }

  /** The network changed: a socket that looks open may be dead, so make a new one at once. */
  reconnect() {
    if (this.#state === 'open' || this.#state === 'reconnecting') {
      this.#attempt = 0;
      this.#dropped();
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  close() {
    this.#finish();
  }

  #connect() {
    const socket = new WebSocket(this.#options.url, SUBPROTOCOL);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#retry(socket), SEAT_TIMEOUT_MS);
    socket.onopen = () => this.#greet(socket);
    socket.onmessage = (event) => socket === this.#socket && this.#receive(event.data);
    socket.onclose = () => this.#retry(socket);
  }

  /** @param {WebSocket} socket */
  async #greet(socket) {
    try {
      const hello = await this.#options.hello();
      if (socket === this.#socket && socket.readyState === WebSocket.OPEN) {
        this.#asksForNewSeat = !('seatToken' in hello);
        socket.send(JSON.stringify({type: 'join', ...hello}));
      }
    } catch {
      this.#retry(socket);
    }
  }

  /** @param {unknown} data */
  #receive(data) {
    const message = parse(data);
    if (!message) {
      return;
    }
    if (message.type === 'seat') {
      clearTimeout(this.#timer);
      this.#attempt = 0;
      this.#enter('open');
    } else if (message.type === 'error' && !message.replyTo && this.#state !== 'open' && this.#mayPass(message)) {
      return;
    }
    if (LAST_MESSAGES.has(message.type) || (message.type === 'error' && this.#state !== 'open')) {
      this.#finish();
    }
    if ('replyTo' in message && message.replyTo) {
      this.#answer(message.replyTo, message);
    }
    this.#options.onMessage(message);
  }

  /** Whoever has no seat yet and hears `seat-gone` met a session that was just ending: the next try begins a new one. @param {ErrorMessage} error */
  #mayPass(error) {
    this.#leastDelayMs = (error.retryAfterSeconds ?? 0) * 1000;
    return PASSING_ERRORS.has(error.code) || (error.code === 'seat-gone' && this.#asksForNewSeat);
  }

  /**
   * @param {string} id
   * @param {ServerMessage} message
   */
  #answer(id, message) {
    this.#settle(id, ({resolve, reject}) => (message.type === 'error' ? reject(new RequestError(message.code, message.retryAfterSeconds)) : resolve(message)));
  }

  /** @param {WebSocket} socket a newer one may have taken its place */
  #retry(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#dropped();
    clearTimeout(this.#timer);
    const wait = Math.max(this.#leastDelayMs, delayMs(this.#attempt++, Math.random()));
    this.#leastDelayMs = 0;
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #dropped() {
    this.#abandon();
    this.#enter(this.#state === 'connecting' ? 'connecting' : 'reconnecting');
  }

  #finish() {
    clearTimeout(this.#timer);
    this.#abandon();
    this.#enter('closed');
  }

  #abandon() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    for (const id of [...this.#requests.keys()]) {
      this.#settle(id, (request) => request.reject(new RequestError('disconnected')));
    }
  }

  /** @param {string} id @param {(request: Request) => void} with_ */
  #settle(id, with_) {
    const request = this.#requests.get(id);
    if (request) {
      clearTimeout(request.timer);
      this.#requests.delete(id);
      with_(request);
    }
  }

  /** @param {SocketState} state */
  #enter(state) {
    if (state !== this.#state) {
      this.#state = state;
      this.#options.onState(state);
    }
  }
}

/** @param {unknown} data @returns {ServerMessage | null} null for what is no message */
function parse(data) {
  try {
    const message = JSON.parse(String(data));
    return message && typeof message.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
