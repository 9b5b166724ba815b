/** What we offer: few codecs keep the offer small and every browser has these. */
const OFFERED = {audio: ['audio/opus'], video: ['video/vp8', 'video/rtx']};

/**
 * The capabilities to pass to `setCodecPreferences`, in the order of our preference.
 *
 * @template {{mimeType: string}} C
 * @param {'audio' | 'video'} kind
 * @param {C[]} capabilities all that the browser has
 * @returns {C[]} empty when the browser has none of ours: then leave its own order
 */
export function preferredCodecs(kind, capabilities) {
  const rank = (/** @type {C} */ codec) => OFFERED[kind].indexOf(codec.mimeType.toLowerCase());
  const chosen = capabilities.filter((codec) => rank(codec) >= 0).sort((a, b) => rank(a) - rank(b));
  return chosen.some((codec) => rank(codec) === 0) ? chosen : [];
}
