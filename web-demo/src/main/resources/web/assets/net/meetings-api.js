/**
 * Meetings by the REST API (docs/protocol.md §1): one's own list, the plan of one, who is invited.
 *
 * @import {Access, CallOptions} from './http-call.js'
 * @import {FoundMeeting, Invite, Meeting, MeetingDraft, Page, SessionRecord, StreamKey} from './messages.js'
 */
import {authorized} from './http-call.js';

/** The largest page that the server gives. */
const PAGE_SIZE = 200;
/** More pages than this are not listed at once. */
const PAGE_LIMIT = 10;

export class MeetingsApi {
  #access;

  /** @param {Access} access */
  constructor(access) {
    this.#access = access;
  }

  /** @param {{hidden?: boolean}} [which] @returns {Promise<Meeting[]>} on one's own list, newest first, at most 2,000 */
  async list({hidden = false} = {}) {
    /** @type {Meeting[]} */
    const all = [];
    /** @type {string | undefined} */
    let cursor;
    for (let page = 0; page < PAGE_LIMIT; page++) {
      const {items, next} = await this.#ask('GET', '/meetings', {query: {limit: PAGE_SIZE, hidden, cursor}});
      all.push(...items);
      if (!next) {
        break;
      }
      cursor = next;
    }
    return all;
  }

  /** @param {string} text @param {string} [cursor] @param {AbortSignal} [signal] @returns {Promise<Page<FoundMeeting>>} */
  search(text, cursor, signal) {
    return this.#ask('GET', '/search/meetings', {query: {text, cursor}, signal});
  }

  /** What is called much like this. @param {string} name @param {AbortSignal} [signal] @returns {Promise<{items: {id: string, name: string}[]}>} */
  similar(name, signal) {
    return this.#ask('GET', '/search/names', {query: {name}, signal});
  }

  /** @param {MeetingDraft} draft @returns {Promise<Meeting>} */
  create(draft) {
    return this.#ask('POST', '/meetings', {body: draft});
  }

  /** @param {string} id @returns {Promise<{meeting: Meeting, tag: string}>} with its version */
  async read(id) {
    const {body, tag} = await authorized(this.#access, 'GET', `/meetings/${id}`);
    return {meeting: body, tag};
  }

  /** @param {string} id @param {string} tag the version that was read @param {Partial<MeetingDraft>} change @returns {Promise<Meeting>} */
  change(id, tag, change) {
    return this.#ask('PATCH', `/meetings/${id}`, {body: change, ifMatch: tag});
  }

  /** For everybody, for good. @param {string} id @returns {Promise<void>} */
  remove(id) {
    return this.#ask('DELETE', `/meetings/${id}`);
  }

  /** Takes it off one's own list, or puts it back. @param {string} id @param {boolean} hidden @returns {Promise<void>} */
  hide(id, hidden) {
    return this.#ask(hidden ? 'PUT' : 'DELETE', `/meetings/${id}/hidden`);
  }

  /**
   * @param {string} code as typed: spaces and dashes are allowed
   * @returns {Promise<{name: string, accessCode: string, id?: string}>} `id` only for who may enter the space
   */
  lookUp(code) {
    return this.#ask('GET', `/join/${encodeURIComponent(code)}`);
  }

  /** @param {string} id @param {string} [cursor] @returns {Promise<Page<SessionRecord>>} latest first */
  sessions(id, cursor) {
    return this.#ask('GET', `/meetings/${id}/sessions`, {query: {limit: 20, cursor}});
  }

  /** @param {string} id @param {string} [cursor] @returns {Promise<Page<Invite>>} */
  invites(id, cursor) {
    return this.#ask('GET', `/meetings/${id}/invites`, {query: {limit: PAGE_SIZE, cursor}});
  }

  /** @param {string} id @param {{email: string}[]} invite all or nobody @returns {Promise<{items: Invite[], mailed: boolean}>} */
  invite(id, invite) {
    return this.#ask('POST', `/meetings/${id}/invites`, {body: {invite}});
  }

  /** @param {string} id @param {string} invite @returns {Promise<void>} */
  uninvite(id, invite) {
    return this.#ask('DELETE', `/meetings/${id}/invites/${invite}`);
  }

  /** Its organizer's; those that have expired too. @param {string} id @returns {Promise<StreamKey[]>} oldest first */
  async streamKeys(id) {
    return (await this.#ask('GET', `/meetings/${id}/stream-keys`)).items;
  }

  /**
   * @param {string} id
   * @param {{scope: StreamKey['scope'], name: string, expiresAt: string}} form
   * @returns {Promise<StreamKey & {secret: string, url: string}>} the secret is told this once
   */
  makeStreamKey(id, form) {
    return this.#ask('POST', `/meetings/${id}/stream-keys`, {body: form});
  }

  /** Streams that came by it end, too. @param {string} id @param {string} key @returns {Promise<void>} */
  endStreamKey(id, key) {
    return this.#ask('DELETE', `/meetings/${id}/stream-keys/${key}`);
  }

  /** @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<any>} */
  async #ask(method, path, options) {
    return (await authorized(this.#access, method, path, options)).body;
  }
}
