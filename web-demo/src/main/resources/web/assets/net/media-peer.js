/**
 * One RTCPeerConnection for one seat (docs/protocol.md §2.2): four sending m-lines, filled and emptied by
 * `replaceTrack`, then the receiving slots. Offered once; a broken one is closed and another made.
 *
 * @import {Source} from './messages.js'
 * @typedef {{onState: (state: RTCPeerConnectionState) => void}} MediaPeerOptions
 */

import {preferredCodecs} from './codec-preference.js';

/** @type {{source: Source, kind: 'audio' | 'video', encoding: RTCRtpEncodingParameters}[]} in the order of the offer */
const SENDERS = [
  {source: 'microphone', kind: 'audio', encoding: {maxBitrate: 48_000}},
  {source: 'camera', kind: 'video', encoding: {maxBitrate: 1_500_000, maxFramerate: 30}},
  {source: 'screen', kind: 'video', encoding: {maxBitrate: 2_500_000, maxFramerate: 30}},
  {source: 'screen-audio', kind: 'audio', encoding: {maxBitrate: 128_000}},
];
/** Receiving m-lines (docs/protocol.md §2.2). */
export const AUDIO_SLOTS = 4;
export const VIDEO_SLOTS = 9;

export class MediaPeer {
  /** The connection itself, for statistics and tests; nobody else negotiates on it. @type {RTCPeerConnection} */
  connection;
  /** @type {Map<Source, RTCRtpTransceiver>} */
  #senders = new Map();
  #wasConnected = false;

  /** @param {MediaPeerOptions} options */
  constructor({onState}) {
    this.connection = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
    this.connection.onconnectionstatechange = () => this.#changed(onState);
    for (const {source, kind, encoding} of SENDERS) {
      this.#senders.set(source, this.#line(kind, {direction: 'sendonly', sendEncodings: [{...encoding, active: false}]}));
    }
    for (let i = 0; i < AUDIO_SLOTS + VIDEO_SLOTS; i++) {
      this.#line(i < AUDIO_SLOTS ? 'audio' : 'video', {direction: 'recvonly'});
    }
  }

  /** @returns {Promise<{sdp: string, tracks: {mid: string, source: Source}[]}>} the fields of `offer` */
  async offer() {
    await this.connection.setLocalDescription();
    const tracks = [...this.#senders].map(([source, line]) => ({mid: line.mid ?? '', source}));
    return {sdp: this.connection.localDescription?.sdp ?? '', tracks};
  }

  /** @param {string} sdp */
  answer(sdp) {
    return this.connection.setRemoteDescription({type: 'answer', sdp});
  }

  /**
   * @param {Source} source
   * @param {MediaStreamTrack | null} track null sends nothing
   */
  async publish(source, track) {
    const sender = this.#senders.get(source)?.sender;
    if (sender && sender.track !== track && this.connection.signalingState !== 'closed') {
      await sender.replaceTrack(track);
      await this.#activate(sender);
    }
  }

  /**
   * @param {string} mid
   * @returns {MediaStreamTrack | null} what a slot receives
   */
  slotTrack(mid) {
    return this.connection.getTransceivers().find((line) => line.mid === mid)?.receiver.track ?? null;
  }

  /** @returns {MediaStreamTrack[]} every audio slot's, silent ones too */
  soundTracks() {
    const receiving = this.connection.getTransceivers().filter(({direction}) => direction === 'recvonly');
    return receiving.map(({receiver}) => receiver.track).filter(({kind}) => kind === 'audio');
  }

  /** Relays to try beside the direct ways; before the offer. @param {RTCIceServer[]} iceServers */
  relayBy(iceServers) {
    this.connection.setConfiguration({bundlePolicy: 'max-bundle', iceServers});
  }

  close() {
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  /** @param {(state: RTCPeerConnectionState) => void} onState */
  #changed(onState) {
    const state = this.connection.connectionState;
    if (state === 'connected' && !this.#wasConnected) {
      this.#wasConnected = true;
      this.#senders.forEach(({sender}) => this.#activate(sender));
    }
    onState(state);
  }

  /**
   * Lines send from the moment of the connection, and only those with a track. Chromium shrinks a camera that starts
   * earlier to what 300 kbit/s carry, and lets idle lines have a share of the bandwidth; the picture then takes half a
   * minute to grow.
   *
   * @param {RTCRtpSender} sender
   */
  async #activate(sender) {
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    const active = this.#wasConnected && sender.track !== null;
    if (encoding && encoding.active !== active && this.connection.signalingState !== 'closed') {
      encoding.active = active;
      await sender.setParameters(parameters);
    }
  }

  /**
   * @param {'audio' | 'video'} kind
   * @param {RTCRtpTransceiverInit} init
   */
  #line(kind, init) {
    const line = this.connection.addTransceiver(kind, init);
    const side = init.direction === 'sendonly' ? RTCRtpSender : RTCRtpReceiver;
    const codecs = preferredCodecs(kind, side.getCapabilities(kind)?.codecs ?? []);
    if (codecs.length > 0) {
      line.setCodecPreferences?.(codecs);
    }
    return line;
  }
}
