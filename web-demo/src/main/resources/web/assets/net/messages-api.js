/**
 * The chat of one meeting by the REST API, as its space has it.
 *
 * @import {Access} from './http-call.js'
 * @import {ChatMessage, Page} from './messages.js'
 */
import {authorized} from './http-call.js';

export class MessagesApi {
  #access;
  #path;

  /** @param {Access} access @param {string} meetingId */
  constructor(access, meetingId) {
    this.#access = access;
    this.#path = `/meetings/${meetingId}/messages`;
  }

  /** @param {string} [cursor] @returns {Promise<Page<ChatMessage>>} newest first */
  async page(cursor) {
    return (await authorized(this.#access, 'GET', this.#path, {query: {limit: 100, cursor}})).body;
  }

  /** @param {{text?: string, replyTo?: number, attachment?: {file: string}}} message @returns {Promise<ChatMessage>} */
  async post(message) {
    return (await authorized(this.#access, 'POST', this.#path, {body: message})).body;
  }

  /** @param {number} id one of mine @param {string} text @returns {Promise<ChatMessage>} */
  async edit(id, text) {
    return (await authorized(this.#access, 'PATCH', `${this.#path}/${id}`, {body: {text}})).body;
  }

  /** @param {number} id one of mine */
  async remove(id) {
    await authorized(this.#access, 'DELETE', `${this.#path}/${id}`);
  }
}
