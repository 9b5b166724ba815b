/** Single keys that work the controls, unless somebody is typing. @import {Tool} from '../tool-bar/tool-bar.js' */

/** @type {Record<string, Tool>} listed for people in strings.js */
const TOOLS = {m: 'microphone', v: 'camera', s: 'screen', c: 'chat', p: 'people', q: 'quality', '?': 'settings'};

/** @param {KeyboardEvent} event @returns {Tool | null} */
export function toolOfKey(event) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
    return null;
  }
  return TOOLS[event.key.toLowerCase()] ?? null;
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
