/**
 * In which sizes a picture is sent, and which of them are worth sending. Pure.
 *
 * A camera goes out in three sizes: as simulcast, three encodings of their own; or, where codec and browser have them, as
 * spatial layers of one encoding. The server tells which are watched (`watched`, docs/protocol.md §2.2).
 *
 * @import {VideoCodec} from './codec-preference.js'
 * @typedef {{rids: string[], layers: number}} Watched encodings that somebody gets, and spatial layers where there is one encoding
 * @typedef {RTCRtpEncodingParameters & {scalabilityMode?: string}} Encoding
 */

/** Frames a second. */
const FASTEST = 30;
/** From small to large; of 720p the largest has 720 lines, the smallest 180. Bits a second as video of talking heads needs. */
const SIMULCAST = [
  {rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000},
  {rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000},
  {rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_700_000},
];
/** Three spatial layers, which need each other in keyframes only, so who gets the largest gets no other. */
const SPATIAL = {scalabilityMode: 'L3T3_KEY', maxBitrate: 1_700_000};

/**
 * @param {VideoCodec | ''} codec '' for our choice
 * @param {boolean} scales whether the browser knows scalability modes
 * @returns {Encoding[]}
 */
export function cameraEncodings(codec, scales) {
  const fastest = {maxFramerate: FASTEST};
  if (scales && (codec === 'vp9' || codec === 'av1')) {
    return [{...SPATIAL, ...fastest}];
  }
  if (codec === 'vp9') {
    // Asked for simulcast in VP9, Firefox sends the smallest size three times (153 ESR).
    return [{maxBitrate: SPATIAL.maxBitrate, ...fastest}];
  }
  return SIMULCAST.map((size) => ({...size, ...fastest, ...(scales ? {scalabilityMode: 'L1T3'} : {})}));
}

/** A shared screen goes out in one size: small ones cannot be read. @returns {Encoding[]} */
export function screenEncodings() {
  return [{maxBitrate: 2_500_000, maxFramerate: FASTEST}];
}

/**
 * What to set of an encoding at this moment.
 *
 * @param {Encoding} encoding as it was planned
 * @param {boolean} flows whether anything is to be sent at all
 * @param {Watched | null} watched null while the server has not said
 * @returns {Encoding}
 */
export function settled(encoding, flows, watched) {
  if (watched === null) {
    return {...encoding, active: flows};
  }
  if (encoding.rid) {
    return {...encoding, active: flows && watched.rids.includes(encoding.rid)};
  }
  return {...withLayers(encoding, watched.layers), active: flows && watched.layers > 0};
}

/** Fewer spatial layers are the smaller ones. @param {Encoding} encoding @param {number} layers */
function withLayers(encoding, layers) {
  const [, spatial, temporal, kind] = encoding.scalabilityMode?.match(/^L(\d)T(\d)(.*)$/) ?? [];
  const left = Math.max(1, Math.min(layers, Number(spatial)));
  if (!(Number(spatial) > 1)) {
    return encoding;
  }
  return {...encoding, scalabilityMode: `L${left}T${temporal}${left > 1 ? kind : ''}`, scaleResolutionDownBy: 2 ** (Number(spatial) - left)};
}
