/** Meeting access codes: nine or more digits (M-2). Pure. */

/** @param {string} code @returns {string} `123 456 789` */
export function grouped(code) {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ');
}

/** Takes a code as typed, or a meeting's address. @param {string} input @returns {string | null} digits only */
export function codeFrom(input) {
  const path = /\/m\/([\d\s-]+)/.exec(input);
  const digits = (path ? path[1] : input).replace(/[\s-]/g, '');
  return /^\d{9,}$/.test(digits) ? digits : null;
}
