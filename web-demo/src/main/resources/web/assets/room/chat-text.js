/**
 * Chat text in parts: plain text and links. Pure; nothing here makes HTML, so there is nothing to inject.
 *
 * @typedef {{text: string, href?: string}} Part
 */

const LINK = /\bhttps?:\/\/[^\s<>"']+/giu;
/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…)\]}]+$/u;

/**
 * @param {string} text
 * @returns {Part[]}
 */
export function parts(text) {
  /** @type {Part[]} */
  const found = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutTrailing(match[0]);
    if (URL.canParse(link)) {
      push(found, {text: text.slice(at, match.index)});
      push(found, {text: link, href: new URL(link).href});
      at = match.index + link.length;
    }
  }
  push(found, {text: text.slice(at)});
  return found;
}

/** Keeps a closing bracket that the link itself opened, as in `…/Plenum_(meeting)`. @param {string} link */
function withoutTrailing(link) {
  const cut = link.replace(TRAILING, '');
  return cut.includes('(') && link[cut.length] === ')' ? link.slice(0, cut.length + 1) : cut;
}

/** @param {Part[]} found @param {Part} part */
function push(found, part) {
  if (part.text) {
    found.push(part);
  }
}
