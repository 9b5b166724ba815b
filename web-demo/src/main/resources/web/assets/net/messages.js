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
 */

/**
 * A part of a list; `next` is where the following one begins.
 *
 * @template T
 * @typedef {{items: T[], next?: string}} Page
 */

/**
 * @typedef {{mid: string, seat: string, source: Source, paused?: 'bandwidth' | 'server'}} Slot
 * @typedef {{seat: string, source: Source, width: number, height: number}} Wish
 * @typedef {{id: string, name: string, accessCode: string, liveUrl: string, locked: boolean, muteOnEntry: boolean}} LiveMeeting
 *
 * @typedef {{type: 'seat', seat: string, seatToken: string, state: 'waiting' | 'admitted', resumed: boolean, media: 'keep' | 'new', iceServers?: RTCIceServer[]}} SeatMessage
 * @typedef {{type: 'room', meeting: LiveMeeting, you: Person, people: Person[], waiting?: Waiter[], chat: ChatMessage[], endsAt?: string}} RoomMessage
 * @typedef {{type: 'watched', source: Source, rids: string[], layers: number, codec: string}} WatchedMessage
 * @typedef {{trouble: string, from: string, until?: string, text: string, percent?: number, height?: number, kbps?: number, pictures?: number, ms?: number}} QualitySpell without `until` it goes on
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
 *   | WatchedMessage
 *   | {type: 'quality', replyTo?: string, seat: string, spells: QualitySpell[]}
 *   | {type: 'ending', minutes: number, endsAt: string}
 *   | {type: 'media-lost'}
 *   | {type: 'refused'} | {type: 'removed'} | {type: 'replaced'} | {type: 'signed-out'}
 *   | {type: 'ended', reason: 'ended' | 'time' | 'deleted'}
 *   | {type: 'ok', replyTo: string}
 *   | {type: 'answer', replyTo: string, sdp: string}} ServerMessage
 *
 * @typedef {{id: string, name: string, email: string, role: string, account: {id: string, name: string}, mustChangePassword?: boolean, disabled?: boolean, muteOnEntry?: boolean}} User
 * @typedef {{id: string, name: string, region: string, settings: AccountSettings}} Account
 * @typedef {{chatEditing: boolean, removeRegisteredByAny: boolean, chatKeptDays: number, attachmentLimitBytes: number, auditKeptDays: number}} AccountSettings
 *
 * @typedef {{from?: string, until?: string, person?: string, meeting?: string, kind?: string}} AuditFilter moments as RFC 3339 has them
 * @typedef {object} AuditEntry
 * @property {number} seq
 * @property {string} at ISO 8601
 * @property {string} kind docs/audit.md
 * @property {string} [actor] an id
 * @property {string} [assumedBy]
 * @property {string} [subject]
 * @property {string} [meeting]
 * @property {string} node
 * @property {Record<string, unknown>} facts
 * @property {Record<string, string>} personal names and addresses, as `actor.name`
 * @property {string} hash
 * @typedef {{whole: boolean, from: number, to: number, signedTo: number, erased: number, found: number, findings: {kind: string, first: number, last: number, text: string}[]}} AuditVerdict
 * @typedef {{id: string, url: string, events: string[], enabled: boolean, failingSince?: string, createdAt: string}} Webhook
 * @typedef {{id: string, name: string, user: {id: string, name: string}, scopes: string[], createdAt: string, usedAt?: string}} ApiClient
 *
 * @typedef {object} Meeting
 * @property {string} id
 * @property {string} name
 * @property {{id: string, name: string}} organizer
 * @property {string} accessCode nine or more digits
 * @property {string} createdAt ISO 8601
 * @property {string} spaceUrl
 * @property {string} liveUrl
 * @property {boolean} live
 * @property {MeetingSettings} settings
 * @property {Schedule} [schedule]
 * @property {{start: string, end: string}} [next] of a schedule: the time that runs or comes next
 * @property {('organized' | 'invited' | 'attended')[]} [relations] why it is on my list
 * @property {boolean} [hidden]
 * @property {{id: string, name: string}[]} [similar]
 *
 * @typedef {{inviteOnly: boolean, muteOnEntry: boolean, guestsSeeChatFrom: 'beginning' | 'admission', phonesWait?: boolean, lockedAtStart?: boolean}} MeetingSettings
 * @typedef {{start: string, durationMinutes: number, timeZone: string, recurrence?: string}} Schedule `start` on the wall of the zone: 2026-03-02T09:00
 * @typedef {{name: string, schedule?: Schedule | null, settings?: Partial<MeetingSettings>}} MeetingDraft
 * @typedef {{meeting: Meeting, inName: boolean, messages: {id: number, name: string, text: string, sentAt: string}[]}} FoundMeeting
 * @typedef {{id: string, userId?: string, email: string, name: string, role: string, invitedBy: string, invitedAt: string}} Invite
 * @typedef {{id: string, scope: 'publish' | 'view', name: string, createdAt: string, expiresAt: string}} StreamKey
 * @typedef {{name?: string, kind: 'registered' | 'guest' | 'phone', joinedAt: string, leftAt?: string}} Visit
 * @typedef {{id: string, startedAt: string, endedAt?: string, endReason?: 'ended' | 'time' | 'empty', durationSeconds: number, seats: number, people: Visit[]}} SessionRecord
 * @typedef {{id: string, kind: 'file' | 'voice', name: string, type: string, sizeBytes: number, durationMs?: number, addedAt: string, addedBy: {name: string, user?: string, seat?: string}, lost: boolean}} MeetingFile
 */

/** The types after which the server closes the socket for good (docs/protocol.md §2.5). */
export const LAST_MESSAGES = new Set(['refused', 'removed', 'ended', 'replaced', 'signed-out']);
