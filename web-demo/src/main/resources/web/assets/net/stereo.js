/**
 * Stereo for shared sound. Browsers encode and decode Opus in mono unless the description says `stereo=1` (RFC 7587,
 * section 6.1), and have no other way to be told. Pure.
 */

/**
 * An offer that takes stereo in every slot, and sends it where `sendonly` sound is not the first, the microphone's.
 * Browsers that say so themselves are left alone.
 *
 * @param {string} sdp
 * @returns {string}
 */
export function withStereo(sdp) {
  const [session, ...sections] = sdp.split(/^(?=m=)/m);
  const microphone = sections.findIndex((section) => section.startsWith('m=audio') && /^a=sendonly/m.test(section));
  return [session, ...sections.map((section, i) => (section.startsWith('m=audio') && i !== microphone ? inStereo(section) : section))].join('');
}

/** @param {string} section */
function inStereo(section) {
  const [, opus] = section.match(/^a=rtpmap:(\d+) opus\//im) ?? [];
  const sends = /^a=sendonly/m.test(section) ? ';sprop-stereo=1' : '';
  return section.replace(new RegExp(`^(a=fmtp:${opus} (?!.*\\bstereo=).*?)(\\r?)$`, 'm'), `$1;stereo=1${sends}$2`);
}
