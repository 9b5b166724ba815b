/**
 * What administrators do by the REST API (docs/protocol.md §1): account, audit log, webhooks, API clients.
 *
 * @import {Access, CallOptions} from './http-call.js'
 * @import {Account, AccountSettings, ApiClient, AuditEntry, AuditFilter, AuditVerdict, Page, Webhook} from './messages.js'
 */
import {authorized, content} from './http-call.js';

/** All of a log is read for a verdict. */
const VERIFY_MS = 300_000;

export class AdminApi {
  #access;

  /** @param {Access} access */
  constructor(access) {
    this.#access = access;
  }

  /** @returns {Promise<{account: Account, tag: string}>} with its version */
  async account() {
    const {body, tag} = await authorized(this.#access, 'GET', '/account');
    return {account: body, tag};
  }

  /** @param {string} tag the version that was read @param {{name?: string, settings?: Partial<AccountSettings>}} change @returns {Promise<{account: Account, tag: string}>} */
  async changeAccount(tag, change) {
    const answer = await authorized(this.#access, 'PATCH', '/account', {body: change, ifMatch: tag});
    return {account: answer.body, tag: answer.tag};
  }

  /** @param {AuditFilter} filter @param {string} [cursor] @returns {Promise<Page<AuditEntry>>} newest first */
  audit(filter, cursor) {
    return this.#ask('GET', '/audit', {query: {...filter, cursor}});
  }

  /** @param {AuditFilter} filter @param {'jsonl' | 'csv'} format @returns {Promise<Blob>} */
  exportAudit(filter, format) {
    return content(this.#access, '/audit/export', {query: {...filter, format}});
  }

  /** @returns {Promise<AuditVerdict>} */
  verifyAudit() {
    return this.#ask('GET', '/audit/verification', {timeoutMs: VERIFY_MS});
  }

  /** @returns {Promise<Webhook[]>} */
  async webhooks() {
    return (await this.#ask('GET', '/webhooks')).items;
  }

  /** @param {{url: string, events: string[]}} form @returns {Promise<Webhook & {secret: string}>} the secret is told this once */
  addWebhook(form) {
    return this.#ask('POST', '/webhooks', {body: form});
  }

  /** @param {string} id @param {boolean} enabled @returns {Promise<Webhook>} */
  async switchWebhook(id, enabled) {
    const {tag} = await authorized(this.#access, 'GET', `/webhooks/${id}`);
    return this.#ask('PATCH', `/webhooks/${id}`, {body: {enabled}, ifMatch: tag});
  }

  /** For 24 hours the old secret signs too. @param {string} id @returns {Promise<Webhook & {secret: string}>} */
  rotateWebhook(id) {
    return this.#ask('POST', `/webhooks/${id}/rotate-secret`);
  }

  /** @param {string} id @returns {Promise<void>} */
  removeWebhook(id) {
    return this.#ask('DELETE', `/webhooks/${id}`);
  }

  /** @returns {Promise<ApiClient[]>} */
  async clients() {
    return (await this.#ask('GET', '/clients')).items;
  }

  /** @param {{name: string, scopes: string[]}} form @returns {Promise<ApiClient & {secret: string}>} the secret is told this once */
  addClient(form) {
    return this.#ask('POST', '/clients', {body: form});
  }

  /** The old secret and all tokens end at once. @param {string} id @returns {Promise<ApiClient & {secret: string}>} */
  replaceSecret(id) {
    return this.#ask('POST', `/clients/${id}/secret`);
  }

  /** @param {string} id @returns {Promise<void>} */
  removeClient(id) {
    return this.#ask('DELETE', `/clients/${id}`);
  }

  /** @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<any>} */
  async #ask(method, path, options) {
    return (await authorized(this.#access, method, path, options)).body;
  }
}
