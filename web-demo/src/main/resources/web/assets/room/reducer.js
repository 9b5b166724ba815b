/**
 * Server messages and local events → state. Pure and total: what it does not know changes nothing.
 *
 * @import {ChatMessage, LiveMeeting, Person, RoomMessage, SeatMessage, ServerMessage} from '../net/messages.js'
 * @import {EndReason, NoticeKind, RoomState} from './state.js'
 *
 * @typedef {{type: 'local/connection', connection: RoomState['connection']}
 *   | {type: 'local/media', trouble: import('./media-link.js').MediaTrouble}
 *   | {type: 'local/chat-open', open: boolean}
 *   | {type: 'local/notice', kind: NoticeKind, subject: string}
 *   | {type: 'local/notice-gone', id: number}
 *   | {type: 'local/end', reason: EndReason}} LocalEvent
 * @typedef {ServerMessage | LocalEvent} RoomEvent
 */

import {ANNOUNCED_PEOPLE, CHAT_LIMIT, INITIAL_STATE, NOTICE_LIMIT} from './state.js';

/** Errors to `join` that have a page of their own. @type {Map<string, EndReason>} */
const ENDING_ERRORS = new Map([
  ['seat-gone', 'seat-gone'],
  ['wrong-token', 'signed-out'],
  ['room-full', 'room-full'],
  ['locked', 'locked'],
  ['not-found', 'not-found'],
]);

/**
 * @param {RoomState} state
 * @param {RoomEvent} event
 * @returns {RoomState}
 */
export function reduce(state, event) {
  switch (event.type) {
    case 'seat':
      return seated(state, event);
    case 'waiting':
      return {...state, hosts: event.hosts};
    case 'room':
      return entered(state, event);
    case 'person':
      return personChanged(state, event.person);
    case 'left':
      return personLeft(state, event.seat, event.reason);
    case 'waiter':
      return {...state, waiters: replaceBySeat(state.waiters, event.waiter)};
    case 'waiter-gone':
      return {...state, waiters: state.waiters.filter(({seat}) => seat !== event.seat)};
    case 'chat':
      return chatted(state, event.message);
    case 'chat-changed':
      return {...state, chat: state.chat.map((known) => (known.id === event.message.id ? event.message : known))};
    case 'chat-swept':
      return {...state, chat: state.chat.filter(({id}) => id > event.through)};
    case 'meeting-changed':
      return meetingChanged(state, event.meeting);
    case 'invited':
      return noticed(state, 'invited', event.names.filter(Boolean).join(', '));
    case 'speaker':
      return {...state, speaker: event.seat, attended: event.seat === state.seat ? state.attended : event.seat};
    case 'slots':
      return {...state, slots: event.slots};
    case 'quality':
      return event.seat === state.seat ? {...state, quality: event.spells} : state;
    case 'ending':
      return noticed({...state, endsAt: event.endsAt}, 'ending', String(event.minutes));
    case 'refused':
    case 'removed':
    case 'replaced':
    case 'signed-out':
      return ended(state, event.type);
    case 'ended':
      return ended(state, event.reason);
    case 'error':
      return failed(state, event.code, event.replyTo);
    case 'local/connection':
      return {...state, connection: event.connection};
    case 'local/media':
      return {...state, mediaTrouble: event.trouble};
    case 'local/chat-open':
      return {...state, chatOpen: event.open, unread: event.open ? 0 : state.unread};
    case 'local/notice':
      return noticed(state, event.kind, event.subject);
    case 'local/notice-gone':
      return {...state, notices: state.notices.filter(({id}) => id !== event.id)};
    case 'local/end':
      return ended(state, event.reason);
    default:
      return state;
  }
}

/** @param {RoomState} state @param {SeatMessage} message @returns {RoomState} */
function seated(state, {seat, state: standing}) {
  const phase = standing === 'waiting' ? 'waiting' : state.phase === 'meeting' ? 'meeting' : 'joining';
  return {...state, seat, phase};
}

/** `room` is complete and replaces all. @param {RoomState} state @param {RoomMessage} room @returns {RoomState} */
function entered(state, room) {
  const known = new Set(state.chat.map(({id}) => id));
  const isReturn = state.phase === 'meeting';
  const isIn = (/** @type {string | null} */ someone) => room.people.some(({seat}) => seat === someone);
  const missed = isReturn && !state.chatOpen ? room.chat.filter((message) => !known.has(message.id) && !message.mine).length : 0;
  return {
    ...state,
    phase: 'meeting',
    seat: room.you.seat,
    meeting: room.meeting,
    endsAt: room.endsAt ?? null,
    people: byArrival(replaceBySeat(room.people, room.you)),
    waiters: room.waiting ?? [],
    chat: room.chat.slice(-CHAT_LIMIT),
    unread: state.unread + missed,
    speaker: isIn(state.speaker) ? state.speaker : null,
    attended: isIn(state.attended) ? state.attended : null,
  };
}

/** @param {RoomState} state @param {Person} person */
function personChanged(state, person) {
  const before = state.people.find(({seat}) => seat === person.seat);
  const next = {...state, people: byArrival(replaceBySeat(state.people, person))};
  if (!before) {
    return announced(next, 'joined', person.name);
  }
  const startedScreen = person.sources.screen && !before.sources.screen && person.seat !== state.seat;
  return startedScreen ? noticed(next, 'screen-started', person.name) : next;
}

/** @param {RoomState} state @param {string} seat @param {string} reason */
function personLeft(state, seat, reason) {
  const gone = state.people.find((person) => person.seat === seat);
  const next = {
    ...state,
    people: state.people.filter((person) => person.seat !== seat),
    slots: state.slots.filter((slot) => slot.seat !== seat),
    speaker: state.speaker === seat ? null : state.speaker,
    attended: state.attended === seat ? null : state.attended,
  };
  return gone ? announced(next, reason === 'removed' ? 'removed' : 'left', gone.name) : next;
}

/** @param {RoomState} state @param {LiveMeeting} meeting */
function meetingChanged(state, meeting) {
  const next = {...state, meeting};
  if (meeting.locked === state.meeting?.locked) {
    return next;
  }
  return noticed(next, meeting.locked ? 'locked' : 'unlocked', '');
}

/** @param {RoomState} state @param {ChatMessage} message @returns {RoomState} */
function chatted(state, message) {
  if (state.chat.some(({id}) => id === message.id)) {
    return state;
  }
  const isNews = !state.chatOpen && !message.mine;
  return {...state, chat: [...state.chat, message].slice(-CHAT_LIMIT), unread: state.unread + (isNews ? 1 : 0)};
}

/** Only an error to `join` itself ends anything. @param {RoomState} state @param {string} code @param {string | undefined} replyTo */
function failed(state, code, replyTo) {
  if (replyTo || state.connection === 'open') {
    return state;
  }
  return ended(state, ENDING_ERRORS.get(code) ?? 'failed');
}

/** The first reason stands: what comes after a `removed` is only the socket closing. @param {RoomState} state @param {EndReason} reason @returns {RoomState} */
function ended(state, reason) {
  return state.phase === 'ended' ? state : {...INITIAL_STATE, seat: state.seat, meeting: state.meeting, connection: 'closed', phase: 'ended', end: reason};
}

/** @param {RoomState} state @param {NoticeKind} kind @param {string} subject */
function announced(state, kind, subject) {
  return state.people.length <= ANNOUNCED_PEOPLE ? noticed(state, kind, subject) : state;
}

/** @param {RoomState} state @param {NoticeKind} kind @param {string} subject @returns {RoomState} */
function noticed(state, kind, subject) {
  const notice = {id: state.nextNotice, kind, subject};
  return {...state, notices: [...state.notices, notice].slice(-NOTICE_LIMIT), nextNotice: state.nextNotice + 1};
}

/** @template {{seat: string}} T @param {readonly T[]} list @param {T} item */
function replaceBySeat(list, item) {
  const at = list.findIndex(({seat}) => seat === item.seat);
  return at < 0 ? [...list, item] : list.with(at, item);
}

/** @param {readonly Person[]} people */
function byArrival(people) {
  return people.toSorted((a, b) => a.joinedAt.localeCompare(b.joinedAt) || a.seat.localeCompare(b.seat));
}

