/**
 * The Markdown subset of chat: bold, italic, code, links, lists. Total and pure: any text becomes a tree, which elements
 * turn into nodes; nothing here makes HTML, so there is nothing to inject.
 *
 * @typedef {{kind: 'text', text: string} | {kind: 'code', text: string}
 *   | {kind: 'bold' | 'italic', children: Inline[]}
 *   | {kind: 'link', href: string, children: Inline[]}} Inline
 * @typedef {{kind: 'paragraph', children: Inline[]} | {kind: 'code-block', text: string}
 *   | {kind: 'list', ordered: boolean, items: Inline[][]}} Block
 */

import {parts} from './chat-text.js';

/** Marks inside marks; what is nested deeper stays as it was typed. */
const DEPTH = 4;
/** What a link may lead to; anything else stays text. */
const SAFE = new Set(['http:', 'https:', 'mailto:']);
const FENCE = /^```/u;
const ITEM = /^\s{0,3}(?:([-*])|(\d{1,9})[.)])\s+(?=\S)/u;
/** In this order: code, bold, italic by star or underline, a named link. */
const MARK =
  /`([^`\n]+)`|\*\*(?=\S)([^\n]*?\S)\*\*|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^\n]*?[^\s_])_(?![\p{L}\p{N}_])|\[([^\]\n]+)\]\(([^\s()<>]+)\)/gu;

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function markdown(text) {
  /** @type {Block[]} */
  const blocks = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const end = FENCE.test(lines[at]) ? fenceEnd(lines, at) : -1;
    if (end > at) {
      blocks.push({kind: 'code-block', text: lines.slice(at + 1, end).join('\n')});
      at = end + 1;
    } else if (ITEM.test(lines[at])) {
      at = list(lines, at, blocks);
    } else {
      at = paragraph(lines, at, blocks);
    }
  }
  return blocks;
}

/** The line that closes the fence opened at `at`, or -1. @param {string[]} lines @param {number} at */
function fenceEnd(lines, at) {
  return lines.findIndex((line, i) => i > at && FENCE.test(line));
}

/** @param {string[]} lines @param {number} from @param {Block[]} blocks @returns {number} the next line */
function list(lines, from, blocks) {
  const ordered = !ITEM.exec(lines[from])?.[1];
  /** @type {Inline[][]} */
  const items = [];
  let at = from;
  for (; at < lines.length; at++) {
    const item = ITEM.exec(lines[at]);
    if (!item || !item[1] !== ordered) {
      break;
    }
    items.push(inline(lines[at].slice(item[0].length), DEPTH));
  }
  blocks.push({kind: 'list', ordered, items});
  return at;
}

/** Lines stay lines: who types a line break means one. @param {string[]} lines @param {number} from @param {Block[]} blocks */
function paragraph(lines, from, blocks) {
  let at = from + 1;
  while (at < lines.length && !ITEM.test(lines[at]) && !(FENCE.test(lines[at]) && fenceEnd(lines, at) > 0)) {
    at++;
  }
  const text = lines.slice(from, at).join('\n').replace(/^\n+|\s+$/gu, '');
  if (text) {
    blocks.push({kind: 'paragraph', children: inline(text, DEPTH)});
  }
  return at;
}

/** @param {string} text @param {number} depth @returns {Inline[]} */
function inline(text, depth) {
  if (depth === 0) {
    return [{kind: 'text', text}];
  }
  /** @type {Inline[]} */
  const found = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    const node = marked(match, depth);
    if (node) {
      plain(found, text.slice(at, match.index));
      found.push(node);
      at = match.index + match[0].length;
    }
  }
  plain(found, text.slice(at));
  return found;
}

/** @param {RegExpMatchArray} match @param {number} depth @returns {Inline | null} */
function marked([, code, bold, star, underline, name, address], depth) {
  if (code !== undefined) {
    return {kind: 'code', text: code};
  }
  if (bold !== undefined) {
    return {kind: 'bold', children: inline(bold, depth - 1)};
  }
  if (name !== undefined) {
    const href = safe(address);
    return href ? {kind: 'link', href, children: [{kind: 'text', text: name}]} : null;
  }
  return {kind: 'italic', children: inline(star ?? underline, depth - 1)};
}

/** @param {string} address @returns {string | null} */
function safe(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && SAFE.has(url.protocol) ? url.href : null;
}

/** Addresses in plain text are links too. @param {Inline[]} found @param {string} text */
function plain(found, text) {
  for (const {text: piece, href} of parts(text)) {
    found.push(href ? {kind: 'link', href, children: [{kind: 'text', text: piece}]} : {kind: 'text', text: piece});
  }
}
