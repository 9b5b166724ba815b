/**
 * Keeps one working media connection for the seat: makes it, offers it, restarts one whose path broke, and replaces
 * one that is broken for good, with growing pauses (docs/connectivity.md, "The client").
 *
 * @import {MediaPeer} from '../net/media-peer.js'
 * @typedef {'' | 'broken' | 'busy'} MediaTrouble it flows; the path is broken; the server has no time for it
 * @typedef {object} MediaLinkOptions
 * @property {(onState: (state: RTCPeerConnectionState) => void) => MediaPeer} makePeer
 * @property {(offer: object) => Promise<{sdp: string}>} sendOffer
 * @property {(peer: MediaPeer) => void} onPeer a new peer took over; give it the tracks
 * @property {(peer: MediaPeer) => void} onRestart a peer is about to look for new ways; give it the relays
 * @property {(trouble: MediaTrouble) => void} onFlow whether media flows, and if not, why
 * @property {() => void} onBroken the path to the server may be gone: find out, and then call `ensure`
 */

import {delayMs} from '../net/back-off.js';

/** ICE often recovers from `disconnected` by itself within a few checks. */
const PATIENCE_MS = 3000;
/** A restart that has brought nothing by then will not: the answer, the checks and their repetition on a bad path. */
const RESTART_MS = 5000;

export class MediaLink {
  /** @type {MediaPeer | null} */
  peer = null;
  /** Whether the server answered this peer: what it says from then on is said of it, not of one before. */
  isAnswered = false;
  #options;
  #attempt = 0;
  /** The path is suspect: to be restarted as soon as the server can be reached. */
  #isSuspect = false;
  /** Whether this peer was ever connected: one that never was has nothing to keep. */
  #hasFlowed = false;
  /** Media stopped, and is being brought back. */
  #isStalled = false;
  /** Counts restarts, so that the answer to one that was given up is not used. */
  #restarts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {MediaLinkOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** The server can be reached: makes a connection if there is none, or always when `fresh`. @param {boolean} fresh */
  ensure(fresh) {
    if (fresh || !this.peer) {
      this.#replace();
    } else if (this.#isSuspect) {
      this.#restart(this.peer);
    }
  }

  /** The network is another than it was: the next `ensure` restarts. */
  suspect() {
    this.#isSuspect = this.isAnswered;
  }

  close() {
    clearTimeout(this.#timer);
    this.#isSuspect = this.#isStalled = this.#hasFlowed = false;
    this.#restarts++;
    this.peer?.close();
    this.peer = null;
  }

  async #replace() {
    this.close();
    const peer = this.#options.makePeer((state) => this.#changed(peer, state));
    this.peer = peer;
    this.isAnswered = false;
    this.#options.onPeer(peer);
    try {
      const answer = await this.#options.sendOffer(await peer.offer());
      if (peer === this.peer) {
        this.isAnswered = true;
        await peer.answer(answer.sdp);
      }
    } catch (error) {
      const after = error instanceof Error && 'retryAfterSeconds' in error ? Number(error.retryAfterSeconds ?? 0) : 0;
      if (peer === this.peer && error instanceof Error && 'code' in error && error.code === 'server-busy') {
        this.#options.onFlow('busy');
      }
      this.#retryLater(peer, after * 1000);
    }
  }

  /** ICE anew, under the keys that there are; what is shown stays. @param {MediaPeer} peer */
  async #restart(peer) {
    const restart = ++this.#restarts;
    this.#isSuspect = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => peer.isConnected || this.#replace(), RESTART_MS);
    this.#options.onRestart(peer);
    try {
      const answer = await this.#options.sendOffer(await peer.restart());
      if (restart === this.#restarts) {
        await peer.answer(answer.sdp);
      }
    } catch (error) {
      if (restart === this.#restarts) {
        this.#notRestarted(peer, error);
      }
    }
  }

  /** Without the server there is nobody to restart with: when it is back, `ensure` is called. @param {MediaPeer} peer @param {unknown} error */
  #notRestarted(peer, error) {
    clearTimeout(this.#timer);
    if (error instanceof Error && 'code' in error && error.code === 'disconnected') {
      this.#isSuspect = true;
    } else {
      this.#retryLater(peer);
    }
  }

  /** @param {MediaPeer} peer @param {RTCPeerConnectionState} state */
  #changed(peer, state) {
    if (peer !== this.peer) {
      return;
    }
    if (state === 'connected') {
      clearTimeout(this.#timer);
      this.#attempt = 0;
      this.#hasFlowed = true;
      this.#isStalled = false;
      this.#options.onFlow('');
    } else if (state === 'disconnected' && !this.#isStalled) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#stalled(), PATIENCE_MS);
    } else if (state === 'failed' && this.#hasFlowed) {
      this.#stalled();
    } else if (state === 'failed') {
      this.#options.onFlow('broken');
      this.#retryLater(peer);
    }
  }

  /** Once for each time that media stopped: what follows is the restart's. */
  #stalled() {
    if (!this.#isStalled) {
      clearTimeout(this.#timer);
      this.#isStalled = true;
      this.#isSuspect = true;
      this.#options.onFlow('broken');
      this.#options.onBroken();
    }
  }

  /** @param {MediaPeer} peer @param {number} [leastMs] */
  #retryLater(peer, leastMs = 0) {
    if (peer === this.peer) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#replace(), Math.max(leastMs, delayMs(this.#attempt++, Math.random())));
    }
  }
}
