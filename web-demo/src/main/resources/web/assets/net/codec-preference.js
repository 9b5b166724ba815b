/**
 * What we offer of the browser's codecs. Pictures are sent in one, and received in all of ours, so that a room can mix
 * them. VP8 stands behind each: every browser decodes it. Voices have redundancy (RFC 2198) where the browser knows it;
 * shared sound, whose copies would be four times a voice, has it towards lossy receivers only, from the server.
 *
 * @import {Source} from './messages.js'
 * @typedef {'vp8' | 'vp9' | 'av1' | 'h264'} VideoCodec
 * @typedef {{mimeType: string, sdpFmtpLine?: string}} Capability
 */

/** @type {VideoCodec[]} */
export const VIDEO_CODECS = ['vp8', 'vp9', 'av1', 'h264'];
/** What is sent if nobody wishes otherwise: real simulcast in every browser, at the least cost of CPU. @type {VideoCodec} */
export const DEFAULT_CODEC = 'vp8';

const VOICE = ['audio/opus', 'audio/red'];

/** The one form of each codec that all browsers share; others are left out, to keep the offer small. @type {Record<string, RegExp>} */
const FORMS = {
  'video/vp9': /^(?!.*profile-id=[1-9])/,
  'video/av1': /^(?!.*profile=[1-9])/,
  'video/h264': /(?=.*packetization-mode=1)(?=.*profile-level-id=42)/,
};

/**
 * Codecs to pass to `setCodecPreferences` of a line that sends.
 *
 * @template {Capability} C
 * @param {Source} source
 * @param {C[]} capabilities all that the browser sends
 * @param {VideoCodec | ''} [wanted] '' for our choice
 * @returns {C[]} empty when the browser has none of ours: then leave its own order
 */
export function sendCodecs(source, capabilities, wanted = '') {
  switch (source) {
    case 'microphone':
      return chosen(capabilities, VOICE);
    case 'screen-audio':
      return chosen(capabilities, ['audio/opus']);
    default:
      return chosen(capabilities, [`video/${wanted || DEFAULT_CODEC}`, `video/${DEFAULT_CODEC}`]);
  }
}

/**
 * The same for a line that receives.
 *
 * @template {Capability} C
 * @param {'audio' | 'video'} kind
 * @param {C[]} capabilities all that the browser receives
 * @returns {C[]}
 */
export function receiveCodecs(kind, capabilities) {
  return chosen(capabilities, kind === 'audio' ? VOICE : VIDEO_CODECS.map((name) => `video/${name}`));
}

/**
 * Which of our codecs a browser can send.
 *
 * @param {Capability[]} capabilities of video
 * @returns {VideoCodec[]}
 */
export function sendable(capabilities) {
  return VIDEO_CODECS.filter((name) => chosen(capabilities, [`video/${name}`]).length > 0);
}

/** @template {Capability} C @param {C[]} capabilities @param {string[]} types of MIME, in our order */
function chosen(capabilities, types) {
  const found = [...new Set(types)].flatMap((type) => capabilities.find((codec) => isOf(codec, type)) ?? []);
  return found.length > 0 ? [...found, ...capabilities.filter(({mimeType}) => mimeType.toLowerCase() === 'video/rtx')] : [];
}

/** @param {Capability} codec @param {string} type */
function isOf({mimeType, sdpFmtpLine = ''}, type) {
  return mimeType.toLowerCase() === type && (FORMS[type]?.test(sdpFmtpLine) ?? true);
}
