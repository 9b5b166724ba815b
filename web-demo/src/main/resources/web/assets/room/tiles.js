/**
 * Which tiles a state shows. Pure.
 *
 * @import {Person, Wish} from '../net/messages.js'
 * @import {RoomState} from './state.js'
 * @typedef {{key: string, person: Person, source: 'camera' | 'screen', own: boolean, mid: string | null, paused: '' | 'bandwidth' | 'server', speaking: boolean, attended: boolean}} Tile
 */

import {TILE_LIMIT} from './layout.js';

/**
 * Everybody in order of arrival, oneself last; then one's own screen, small, to see what the others see.
 *
 * @param {RoomState} state
 * @returns {Tile[]}
 */
export function cameraTiles(state) {
  const tiles = state.people.map((person) => tile(state, person, 'camera'));
  const own = tiles.filter((each) => each.own);
  const ownScreen = own.filter(({person}) => person.sources.screen).map(({person}) => tile(state, person, 'screen'));
  return [...tiles.filter((each) => !each.own), ...own, ...ownScreen];
}

/**
 * The screen to show large: somebody else's, of the last who arrived.
 *
 * @param {RoomState} state
 * @returns {Tile | null}
 */
export function stageTile(state) {
  const person = state.people.findLast(({seat, sources}) => sources.screen && seat !== state.seat);
  return person ? tile(state, person, 'screen') : null;
}

/**
 * The tiles that fit. Whom one listens to is always among them, and oneself too; the others keep their places.
 *
 * @param {Tile[]} tiles oneself last
 * @param {number} limit
 * @returns {{shown: Tile[], hidden: number}}
 */
export function fitting(tiles, limit) {
  if (tiles.length <= limit) {
    return {shown: tiles, hidden: 0};
  }
  const own = tiles.filter((each) => each.own).slice(0, limit - 1);
  const others = tiles.filter((each) => !each.own);
  const room = Math.max(1, limit - own.length);
  const first = others.slice(0, room);
  const attended = others.slice(room).find((each) => each.attended);
  const shown = attended ? [...first.slice(0, -1), attended] : first;
  return {shown: [...shown, ...own], hidden: tiles.length - shown.length - own.length};
}

/**
 * What to ask the server for: screens first, then whom one listens to, then the rest as shown.
 *
 * @param {{tile: Tile, width: number, height: number}[]} shown sizes in device pixels
 * @returns {Wish[]}
 */
export function wishes(shown) {
  const rank = (/** @type {Tile} */ {source, attended}) => (source === 'screen' ? 0 : attended ? 1 : 2);
  return shown
    .filter(({tile: {own, person, source}}) => !own && person.sources[source])
    .sort((a, b) => rank(a.tile) - rank(b.tile))
    .slice(0, TILE_LIMIT)
    .map(({tile: {person, source}, width, height}) => ({seat: person.seat, source, width, height}));
}

/** @param {RoomState} state @param {Person} person @param {'camera' | 'screen'} source @returns {Tile} */
function tile(state, person, source) {
  const own = person.seat === state.seat;
  const slot = state.slots.find((each) => each.seat === person.seat && each.source === source);
  return {
    key: `${person.seat}/${source}`,
    person,
    source,
    own,
    mid: own ? null : (slot?.mid ?? null),
    paused: (!own && person.sources[source] && slot?.paused) || '',
    speaking: source === 'camera' && person.seat === state.speaker && person.sources.microphone,
    attended: source === 'camera' && person.seat === state.attended && person.sources.microphone,
  };
}
