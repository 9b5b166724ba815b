/**
 * The files of a meeting and what is on its way up or down. Immutable; `reduceFiles` makes a new one. Pure.
 *
 * Transfers: waiting → running → (gone from the list) or failed; any → gone, when it is cancelled or dismissed.
 *
 * @import {MeetingFile} from '../net/messages.js'
 * @typedef {'up' | 'down'} Direction
 * @typedef {object} Transfer
 * @property {number} id
 * @property {Direction} direction
 * @property {string} name
 * @property {number} sizeBytes
 * @property {number} doneBytes
 * @property {'waiting' | 'running' | 'failed'} state
 * @property {unknown} error why it failed
 *
 * @typedef {object} FileState
 * @property {readonly MeetingFile[] | null} files newest first; null: not known yet
 * @property {string | null} next where older ones begin; null: there are none
 * @property {unknown} error why the list could not be read
 * @property {readonly Transfer[]} transfers oldest first
 *
 * @typedef {{type: 'page', items: readonly MeetingFile[], next?: string, fresh: boolean}
 *   | {type: 'list-failed', error: unknown}
 *   | {type: 'file', file: MeetingFile}
 *   | {type: 'gone', id: string}
 *   | {type: 'begin', id: number, direction: Direction, name: string, sizeBytes: number}
 *   | {type: 'run', id: number}
 *   | {type: 'progress', id: number, doneBytes: number}
 *   | {type: 'failed', id: number, error: unknown}
 *   | {type: 'end', id: number}} FileEvent
 */

/** Transfers that are listed at once; what is chosen beyond is refused. */
export const TRANSFER_LIMIT = 50;
/** Files that a page keeps; the oldest go. */
export const FILE_LIMIT = 1000;

/** @type {FileState} */
export const INITIAL_FILES = Object.freeze({files: null, next: null, error: null, transfers: []});

/** @param {FileState} state @param {FileEvent} event @returns {FileState} */
export function reduceFiles(state, event) {
  switch (event.type) {
    case 'page':
      return {...state, error: null, files: merged(event.fresh ? [] : (state.files ?? []), event.items), next: event.next ?? null};
    case 'list-failed':
      return {...state, error: event.error};
    case 'file':
      return {...state, files: merged(state.files ?? [], [event.file])};
    case 'gone':
      return {...state, files: state.files?.filter(({id}) => id !== event.id) ?? null};
    case 'begin':
      return {...state, transfers: [...state.transfers, {id: event.id, direction: event.direction, name: event.name, sizeBytes: event.sizeBytes, doneBytes: 0, state: 'waiting', error: null}]};
    case 'run':
      return changed(state, event.id, {state: 'running'});
    case 'progress':
      return changed(state, event.id, {doneBytes: event.doneBytes});
    case 'failed':
      return changed(state, event.id, {state: 'failed', error: event.error});
    case 'end':
      return {...state, transfers: state.transfers.filter(({id}) => id !== event.id)};
    default:
      return state;
  }
}

/** @param {readonly MeetingFile[]} known @param {readonly MeetingFile[]} read */
function merged(known, read) {
  const files = new Map([...known, ...read].map((file) => [file.id, file]));
  return [...files.values()].toSorted((a, b) => b.addedAt.localeCompare(a.addedAt) || b.id.localeCompare(a.id)).slice(0, FILE_LIMIT);
}

/** @param {FileState} state @param {number} wanted @param {Partial<Transfer>} change @returns {FileState} */
function changed(state, wanted, change) {
  return {...state, transfers: state.transfers.map((transfer) => (transfer.id === wanted ? {...transfer, ...change} : transfer))};
}
