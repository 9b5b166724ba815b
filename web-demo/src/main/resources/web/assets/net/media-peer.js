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

  /** @param {MediaPeerOptions} options */
  constructor({onState}) {
    this.connection = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
    this.connection.onconnectionstatechange = () => onState(this.connection.connectionState);
    for (const {source, kind, encoding} of SENDERS) {
      this.#senders.set(source, this.#line(kind, {direction: 'sendonly', sendEncodings: [encoding]}));
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

  close() {
    this.connection.onconnectionstatechange = null;
    this.connection.close();
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
