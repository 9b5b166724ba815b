/** E-mail addresses as people paste them: by lines, commas, semicolons, spaces, or as `Ada <ada@example.org>`. Pure. */

/** docs/protocol.md §1: people invited at once. */
export const INVITE_LIMIT = 100;

const ADDRESS = /^[^\s()<>[\]:;@\\,."]+(\.[^\s()<>[\]:;@\\,."]+)*@[^\s()<>[\]:;@\\,."]+(\.[^\s()<>[\]:;@\\,."]+)*$/u;

/** @param {string} text @returns {{addresses: string[], wrong: string[]}} each once, in order */
export function addresses(text) {
  const pieces = text.split(/[\n,;]+/u).flatMap((piece) => {
    const named = /<([^<>]*)>/u.exec(piece);
    return named ? [named[1].trim()] : piece.trim().split(/\s+/u);
  });
  const typed = [...new Map(pieces.filter(Boolean).map((piece) => [piece.toLowerCase(), piece])).values()];
  return {addresses: typed.filter((piece) => ADDRESS.test(piece)), wrong: typed.filter((piece) => !ADDRESS.test(piece))};
}
