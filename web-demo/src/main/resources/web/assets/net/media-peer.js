/**
 * One RTCPeerConnection for one seat (docs/protocol.md §2.2): four sending m-lines, filled and emptied by
 * `replaceTrack`, then the receiving slots. Offered once, and again only to restart ICE; one that is broken beyond
 * that is closed and another made.
 *
 * @import {VideoCodec} from './codec-preference.js'
 * @import {Encoding, Watched} from './encodings.js'
 * @import {Source} from './messages.js'
 * @typedef {object} MediaPeerOptions
 * @property {(state: RTCPeerConnectionState) => void} onState
 * @property {VideoCodec | ''} [codec] what pictures are sent in; '' for our choice
 */

import {DEFAULT_CODEC, receiveCodecs, sendable, sendCodecs} from './codec-preference.js';
import {cameraEncodings, screenEncodings} from './encodings.js';
import {SendingLine} from './sending-line.js';
import {withStereo} from './stereo.js';

/** @type {{source: Source, kind: 'audio' | 'video', encodings: (codec: VideoCodec | '', scales: boolean) => Encoding[]}[]} in the order of the offer */
const SENDERS = [
  {source: 'microphone', kind: 'audio', encodings: () => [{maxBitrate: 48_000}]},
  {source: 'camera', kind: 'video', encodings: cameraEncodings},
  {source: 'screen', kind: 'video', encodings: screenEncodings},
  {source: 'screen-audio', kind: 'audio', encodings: () => [{maxBitrate: 128_000}]},
];
/** Receiving m-lines (docs/protocol.md §2.2). */
export const AUDIO_SLOTS = 4;
export const VIDEO_SLOTS = 9;

export class MediaPeer {
  /** The connection itself, for statistics and tests; nobody else negotiates on it. @type {RTCPeerConnection} */
  connection;
  /** @type {Map<Source, SendingLine>} */
  #senders = new Map();
  #codec;
  #wasConnected = false;

  /** @param {MediaPeerOptions} options */
  constructor({onState, codec = ''}) {
    this.#codec = codec !== '' && sendable(capabilities(RTCRtpSender, 'video')).includes(codec) ? codec : '';
    this.connection = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
    this.connection.onconnectionstatechange = () => this.#changed(onState);
    const scales = knowsScalability();
    for (const {source, kind, encodings} of SENDERS) {
      const planned = encodings(this.#codec, scales);
      const codecs = sendCodecs(source, capabilities(RTCRtpSender, kind), this.#codec);
      const line = this.#line(kind, codecs, {direction: 'sendonly', sendEncodings: planned.map((encoding) => ({...encoding, active: false}))});
      this.#senders.set(source, new SendingLine(line, planned, () => this.connection.signalingState === 'closed'));
    }
    for (let i = 0; i < AUDIO_SLOTS + VIDEO_SLOTS; i++) {
      const kind = i < AUDIO_SLOTS ? 'audio' : 'video';
      this.#line(kind, receiveCodecs(kind, capabilities(RTCRtpReceiver, kind)), {direction: 'recvonly'});
    }
  }

  /** @returns {Promise<{sdp: string, tracks: {mid: string, source: Source}[]}>} the fields of `offer` */
  async offer() {
    const offer = await this.connection.createOffer();
    await this.connection.setLocalDescription({type: 'offer', sdp: withStereo(offer.sdp ?? '')});
    const tracks = [...this.#senders].map(([source, line]) => ({mid: line.mid, source}));
    return {sdp: this.connection.localDescription?.sdp ?? '', tracks};
  }

  /** A later offer, which finds new ways and keeps all else. @returns {ReturnType<MediaPeer['offer']>} */
  restart() {
    this.connection.restartIce();
    return this.offer();
  }

  get isConnected() {
    return this.connection.connectionState === 'connected';
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
    await this.#senders.get(source)?.publish(track);
  }

  /** What pictures are sent in. @returns {VideoCodec} */
  get codec() {
    return this.#codec || DEFAULT_CODEC;
  }

  /** Sends of a source what somebody watches. @param {Source} source @param {Watched} watched */
  async watched(source, watched) {
    await this.#senders.get(source)?.watched(watched);
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

  /** Relays to try beside the direct ways; before an offer. @param {RTCIceServer[]} iceServers */
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
      this.#senders.forEach((line) => line.connected());
    }
    onState(state);
  }

  /**
   * @param {'audio' | 'video'} kind
   * @param {ReturnType<typeof receiveCodecs>} codecs
   * @param {RTCRtpTransceiverInit} init
   */
  #line(kind, codecs, init) {
    const line = this.connection.addTransceiver(kind, init);
    if (codecs.length > 0) {
      line.setCodecPreferences?.(codecs);
    }
    return line;
  }
}

/** @param {typeof RTCRtpSender | typeof RTCRtpReceiver} side @param {'audio' | 'video'} kind */
function capabilities(side, kind) {
  return side.getCapabilities(kind)?.codecs ?? [];
}

/** @type {boolean | undefined} */
let scalability;

/** Whether this browser scales inside an encoding (W3C webrtc-svc): one that does not ignores what it is asked for. */
function knowsScalability() {
  if (scalability === undefined) {
    const trial = new RTCPeerConnection();
    const {sender} = trial.addTransceiver('video', {sendEncodings: [{scalabilityMode: 'L1T2'}]});
    scalability = /** @type {Encoding[]} */ (sender.getParameters().encodings)[0]?.scalabilityMode !== undefined;
    trial.close();
  }
  return scalability;
}
