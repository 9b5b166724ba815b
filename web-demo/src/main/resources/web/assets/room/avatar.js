/** The stand-in for a camera that is off. Pure. */

/** Colours that elements have classes for. */
export const AVATAR_COLOURS = 8;

/** @param {string} name @returns {string} one or two capitals, '?' for nothing usable */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = picked.map((word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}

/** @param {string} name @returns {number} 0 to AVATAR_COLOURS - 1, the same for the same name */
export function colourOf(name) {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (const letter of name) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) % AVATAR_COLOURS;
}
