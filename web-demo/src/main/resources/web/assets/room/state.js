/**
 * What one seat knows of its live session. Immutable: the reducer makes a new one.
 *
 * Phases: joining → waiting → meeting → ended; joining → meeting; any → ended.
 *
 * @import {ChatMessage, LiveMeeting, Person, QualitySpell, Slot, Waiter} from '../net/messages.js'
 * @typedef {'joining' | 'waiting' | 'meeting' | 'ended'} Phase
 * @typedef {'left' | 'removed' | 'refused' | 'ended' | 'time' | 'deleted' | 'replaced' | 'signed-out' | 'seat-gone' | 'room-full' | 'locked' | 'not-found' | 'failed'} EndReason
 * @typedef {'joined' | 'left' | 'removed' | 'muted-by-other' | 'muted-on-entry' | 'screen-started' | 'device-switched' | 'device-lost' | 'ending' | 'locked' | 'unlocked' | 'invited' | 'share-failed' | 'action-failed'} NoticeKind
 * @typedef {{id: number, kind: NoticeKind, subject: string}} Notice `subject` is a name, a device, or minutes
 *
 * @typedef {object} RoomState
 * @property {Phase} phase
 * @property {EndReason | null} end why, once ended
 * @property {'connecting' | 'open' | 'reconnecting' | 'closed'} connection
 * @property {import('./media-link.js').MediaTrouble} mediaTrouble why sound and pictures do not flow for now; '': they do
 * @property {string} seat mine
 * @property {boolean | null} hosts while waiting: whether somebody could admit me; null: not said yet
 * @property {LiveMeeting | null} meeting
 * @property {string | null} endsAt
 * @property {readonly Person[]} people me included, in order of arrival
 * @property {readonly Waiter[]} waiters longest first
 * @property {readonly ChatMessage[]} chat oldest first
 * @property {number} unread
 * @property {boolean} chatOpen
 * @property {string | null} speaker who speaks, oneself too
 * @property {string | null} attended whom one listens to: the speaker; while that is oneself, who spoke before
 * @property {readonly Slot[]} slots
 * @property {readonly QualitySpell[] | null} quality what was wrong with my connection, oldest first; null: not known yet
 * @property {readonly Notice[]} notices
 * @property {number} nextNotice
 */

/** Messages kept on the page; older ones are the meeting space's. */
export const CHAT_LIMIT = 1000;
/** Notices shown at once; the oldest makes room. */
export const NOTICE_LIMIT = 3;
/** Above this many people nobody wants to be told of each coming and going. */
export const ANNOUNCED_PEOPLE = 12;

/** @type {RoomState} */
export const INITIAL_STATE = Object.freeze({
  phase: 'joining',
  end: null,
  connection: 'connecting',
  mediaTrouble: '',
  seat: '',
  hosts: null,
  meeting: null,
  endsAt: null,
  people: [],
  waiters: [],
  chat: [],
  unread: 0,
  chatOpen: false,
  speaker: null,
  attended: null,
  slots: [],
  quality: null,
  notices: [],
  nextNotice: 1,
});

/** @param {RoomState} state @returns {Person | undefined} */
export function me(state) {
  return state.people.find((person) => person.seat === state.seat);
}
