/**
 * The vocabulary of docs/protocol.md as types. Nothing here runs.
 *
 * @typedef {'microphone' | 'camera' | 'screen' | 'screen-audio'} Source
 * @typedef {{microphone: boolean, camera: boolean, screen: boolean}} Sources what is on
 *
 * @typedef {object} Person
 * @property {string} seat
 * @property {string} name
 * @property {'registered' | 'guest' | 'phone'} kind
 * @property {boolean} organizer
 * @property {boolean} connected false: dropped, may come back
 * @property {string} joinedAt ISO 8601
 * @property {Sources} sources
 *
 * @typedef {{seat: string, name: string, note?: string, since: string, signedIn: boolean}} Waiter
 *
 * @typedef {object} ChatMessage
 * @property {number} id counts a meeting's messages from 1
 * @property {string} [seat] missing when it was written in the meeting space
 * @property {string} [name] missing when the user was deleted
 * @property {string} kind
 * @property {boolean} mine
 * @property {string} text a Markdown subset, may be empty
 * @property {{kind: 'file' | 'voice', file?: string, name?: string, sizeBytes?: number, contentType?: string}} [attachment] without `file`: deleted since
 * @property {{latitude: number, longitude: number, label: string}} [location]
 * @property {{id: number, name?: string, text: string}} [replyTo] what it answers, as it was then
 * @property {string} sentAt
 * @property {string} [editedAt]
 * @property {string} [deletedAt] nothing else is left
 *
 * @typedef {{mid: string, seat: string, source: Source}} Slot
 * @typedef {{seat: string, source: Source, width: number, height: number}} Wish
 * @typedef {{id?: string, name: string, accessCode: string, liveUrl: string, locked: boolean, muteOnEntry: boolean}} LiveMeeting
 *
 * @typedef {{type: 'seat', seat: string, seatToken: string, state: 'waiting' | 'admitted', resumed: boolean, media: 'keep' | 'new'}} SeatMessage
 * @typedef {{type: 'room', meeting: LiveMeeting, you: Person, people: Person[], waiting?: Waiter[], chat: ChatMessage[], endsAt?: string}} RoomMessage
 * @typedef {{type: 'error', replyTo?: string, code: string, message: string, retryAfterSeconds?: number}} ErrorMessage
 *
 * @typedef {SeatMessage | RoomMessage | ErrorMessage
 *   | {type: 'waiting', hosts: boolean}
 *   | {type: 'admitted'}
 *   | {type: 'person', person: Person}
 *   | {type: 'left', seat: string, reason: 'left' | 'removed' | 'timeout'}
 *   | {type: 'waiter', waiter: Waiter}
 *   | {type: 'waiter-gone', seat: string}
 *   | {type: 'chat', message: ChatMessage}
 *   | {type: 'chat-changed', message: ChatMessage}
 *   | {type: 'chat-swept', through: number}
 *   | {type: 'file', file: string}
 *   | {type: 'meeting-changed', meeting: LiveMeeting}
 *   | {type: 'invited', by: string, names: string[]}
 *   | {type: 'speaker', seat: string | null}
 *   | {type: 'slots', slots: Slot[]}
 *   | {type: 'ending', minutes: number, endsAt: string}
 *   | {type: 'media-lost'}
 *   | {type: 'refused'} | {type: 'removed'} | {type: 'replaced'} | {type: 'signed-out'}
 *   | {type: 'ended', reason: 'ended' | 'time' | 'deleted'}
 *   | {type: 'ok', replyTo: string}
 *   | {type: 'answer', replyTo: string, sdp: string}} ServerMessage
 *
 * @typedef {{id: string, name: string, email: string, role: string, account: {id: string, name: string}, mustChangePassword?: boolean, disabled?: boolean, muteOnEntry?: boolean}} User
 * @typedef {object} Meeting
 * @property {string} id
 * @property {string} name
 * @property {{id: string, name: string}} organizer
 * @property {string} accessCode nine or more digits
 * @property {string} createdAt ISO 8601
 * @property {boolean} live
 */

/** The types after which the server closes the socket for good (docs/protocol.md §2.5). */
export const LAST_MESSAGES = new Set(['refused', 'removed', 'ended', 'replaced', 'signed-out']);
