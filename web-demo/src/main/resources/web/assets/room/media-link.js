/**
 * Keeps one working media connection for the seat: makes it, offers it, replaces a broken one with growing pauses.
 *
 * @import {MediaPeer} from '../net/media-peer.js'
 * @typedef {object} MediaLinkOptions
 * @property {(onState: (state: RTCPeerConnectionState) => void) => MediaPeer} makePeer
 * @property {(offer: object) => Promise<{sdp: string}>} sendOffer
 * @property {(peer: MediaPeer) => void} onPeer a new peer took over; give it the tracks
 * @property {(broken: boolean) => void} onFlow whether media flows
 * @property {() => void} onBroken the path to the server may be gone
 */

import {delayMs} from '../net/back-off.js';

/** ICE often recovers from `disconnected` by itself within a few checks. */
const PATIENCE_MS = 3000;

export class MediaLink {
  /** @type {MediaPeer | null} */
  peer = null;
  #options;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {MediaLinkOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** Makes a connection if there is none, or always when `fresh`. @param {boolean} fresh */
  ensure(fresh) {
    if (fresh || !this.peer) {
      this.#replace();
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.peer?.close();
    this.peer = null;
  }

  async #replace() {
    this.close();
    const peer = this.#options.makePeer((state) => this.#changed(peer, state));
    this.peer = peer;
    this.#options.onPeer(peer);
    try {
      const answer = await this.#options.sendOffer(await peer.offer());
      if (peer === this.peer) {
        await peer.answer(answer.sdp);
      }
    } catch {
      this.#retryLater(peer);
    }
  }

  /** @param {MediaPeer} peer @param {RTCPeerConnectionState} state */
  #changed(peer, state) {
    if (peer !== this.peer) {
      return;
    }
    clearTimeout(this.#timer);
    if (state === 'connected') {
      this.#attempt = 0;
      this.#options.onFlow(false);
    } else if (state === 'disconnected') {
      this.#timer = setTimeout(() => this.#stalled(), PATIENCE_MS);
    } else if (state === 'failed') {
      this.#options.onFlow(true);
      this.#retryLater(peer);
    }
  }

  #stalled() {
    this.#options.onFlow(true);
    this.#options.onBroken();
  }

  /** @param {MediaPeer} peer */
  #retryLater(peer) {
    if (peer === this.peer) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#replace(), delayMs(this.#attempt++, Math.random()));
    }
  }
}
