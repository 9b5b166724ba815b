/**
 * What a page knows of a meeting's space. Immutable; `reduceSpace` makes a new one. Pure.
 *
 * Phases: loading → ready → gone; loading → failed.
 *
 * @import {ChatMessage} from '../net/messages.js'
 * @typedef {object} SpaceState
 * @property {'loading' | 'ready' | 'gone' | 'failed'} phase
 * @property {unknown} error why it failed
 * @property {boolean} connected whether changes are heard at the moment
 * @property {boolean} live whether a live session runs
 * @property {readonly ChatMessage[]} chat oldest first
 * @property {string | null} earlier where messages before these are found; null: there are none
 * @property {number} changes grows when name, schedule or settings changed
 * @property {number} sessions grows when a live session began or ended
 *
 * @typedef {{type: 'page', items: readonly ChatMessage[], next?: string, fresh: boolean}} PageRead newest first; `fresh`: the newest page, read after `ready`
 * @typedef {PageRead
 *   | {type: 'ready', live: boolean}
 *   | {type: 'message', message: ChatMessage}
 *   | {type: 'swept', through: number}
 *   | {type: 'live', running: boolean}
 *   | {type: 'meeting'}
 *   | {type: 'gone'}
 *   | {type: 'local/connected', connected: boolean}
 *   | {type: 'local/failed', error: unknown}} SpaceEvent
 */

/** Messages that a page keeps; beyond it the oldest go and can be asked for no more. */
export const SPACE_CHAT_LIMIT = 2000;

/** @type {SpaceState} */
export const INITIAL_SPACE = Object.freeze({phase: 'loading', error: null, connected: false, live: false, chat: [], earlier: null, changes: 0, sessions: 0});

/** @param {SpaceState} state @param {SpaceEvent} event @returns {SpaceState} */
export function reduceSpace(state, event) {
  switch (event.type) {
    case 'ready':
      return {...state, connected: true, live: event.live, sessions: state.sessions + (event.live === state.live ? 0 : 1)};
    case 'page':
      return paged(state, event);
    case 'message':
      return heard(state, event.message);
    case 'swept':
      return {...state, chat: state.chat.filter(({id}) => id > event.through), earlier: null};
    case 'live':
      return {...state, live: event.running, sessions: state.sessions + 1};
    case 'meeting':
      return {...state, changes: state.changes + 1};
    case 'gone':
      return {...state, phase: 'gone', connected: false, live: false};
    case 'local/connected':
      return {...state, connected: event.connected};
    case 'local/failed':
      return {...state, phase: state.phase === 'gone' ? 'gone' : 'failed', error: event.error, connected: false};
    default:
      return state;
  }
}

/** What was heard while the page was on its way is newer than the page. @param {SpaceState} state @param {PageRead} page @returns {SpaceState} */
function paged(state, {items, next, fresh}) {
  const read = new Map(items.map((message) => [message.id, message]));
  const oldest = Math.min(...read.keys());
  const known = fresh ? state.chat.filter(({id}) => id >= oldest) : state.chat;
  known.forEach((message) => read.set(message.id, message));
  return limited({...state, phase: 'ready', chat: [...read.values()].toSorted((a, b) => a.id - b.id), earlier: next ?? null});
}

/** @param {SpaceState} state @param {ChatMessage} message @returns {SpaceState} */
function heard(state, message) {
  const at = state.chat.findIndex(({id}) => id === message.id);
  if (at >= 0) {
    return {...state, chat: state.chat.with(at, message)};
  }
  const isBeforeAllKnown = state.earlier !== null && message.id < (state.chat[0]?.id ?? 0);
  return isBeforeAllKnown ? state : limited({...state, chat: [...state.chat, message].toSorted((a, b) => a.id - b.id)});
}

/** @param {SpaceState} state @returns {SpaceState} */
function limited(state) {
  return state.chat.length > SPACE_CHAT_LIMIT ? {...state, chat: state.chat.slice(-SPACE_CHAT_LIMIT), earlier: null} : state;
}
