/**
 * Who is signed in, by the REST API (docs/protocol.md §1). One per page. Holds the access token in memory only; the
 * refresh token is an HttpOnly cookie that no script sees. Others call in its name: it is an `Access`.
 *
 * @import {CallOptions} from './http-call.js'
 * @import {User} from './messages.js'
 */
import {ApiError, authorized, call} from './http-call.js';

export {ApiError};

/** A token this close to its end is renewed before use. */
const RENEW_BEFORE_MS = 30_000;

export class RestClient {
  #token = '';
  #expiresAtMs = 0;
  /** @type {Promise<void> | null} */
  #refreshing = null;
  /** @type {User | null} */
  user = null;

  /** @returns {Promise<{version: string, setupNeeded: boolean}>} */
  async status() {
    return (await call('GET', '/status')).body;
  }

  /** @param {{token: string, account: string, name: string, email: string, password: string}} form */
  async setUp(form) {
    this.#signedIn((await call('POST', '/setup', {body: form})).body);
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    this.#signedIn((await call('POST', '/sign-in', {body: {email, password}})).body);
  }

  /** Signs in from the cookie. Throws ApiError `not-signed-in` when there is none. */
  async refresh() {
    this.#refreshing ??= this.#refreshOnce().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async signOut() {
    try {
      await call('POST', '/sign-out');
    } finally {
      this.#forget();
    }
  }

  /** A valid access token, or '' for somebody not signed in. */
  async accessToken() {
    if (this.#token && Date.now() > this.#expiresAtMs - RENEW_BEFORE_MS) {
      await this.refresh();
    }
    return this.#token;
  }

  /** @returns {Promise<string>} the header's value, '' for somebody not signed in */
  async authorization() {
    const token = await this.accessToken();
    return token && `Bearer ${token}`;
  }

  async renew() {
    await this.refresh();
  }

  /** As who is signed in. @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<any>} the answer's body */
  async request(method, path, options) {
    return (await authorized(this, method, path, options)).body;
  }

  /**
   * How people of an address's domain sign in; at a provider `url` is where to go.
   *
   * @param {string} email
   * @param {string} page where to come back to, a path
   * @returns {Promise<{signIn: 'password' | 'provider', name?: string, url?: string}>}
   */
  async beginSignOn(email, page) {
    return (await call('POST', '/sign-on', {body: {email, page}})).body;
  }

  /**
   * Changes one's own password; all other sign-ins end.
   *
   * @param {string} current
   * @param {string} fresh
   */
  async changePassword(current, fresh) {
    await this.request('PUT', '/me/password', {body: {current, new: fresh}});
    await this.refresh();
  }

  /**
   * The people of one's account, oldest first.
   *
   * @param {string} [cursor] where the last page ended
   * @returns {Promise<{items: User[], next?: string}>}
   */
  users(cursor) {
    return this.request('GET', '/users', {query: {cursor}});
  }

  /**
   * Adds somebody. Without mail the answer holds the password that was made.
   *
   * @param {{name: string, email: string, role: string}} form
   * @returns {Promise<{user: User, password?: string}>}
   */
  addUser(form) {
    return this.request('POST', '/users', {body: form});
  }

  /**
   * @param {string} id
   * @param {{name?: string, role?: string, disabled?: boolean}} change
   * @returns {Promise<User>}
   */
  changeUser(id, change) {
    return this.request('PATCH', `/users/${id}`, {body: change});
  }

  /**
   * Makes a new password for somebody and signs them out everywhere. Without mail the answer holds it.
   *
   * @param {string} id
   * @returns {Promise<{password?: string}>}
   */
  resetPassword(id) {
    return this.request('POST', `/users/${id}/password`);
  }

  /** Tabs share the cookie, and each use of it replaces it: only one tab may refresh at a time. */
  async #refreshOnce() {
    const refresh = async () => this.#signedIn((await call('POST', '/refresh')).body);
    try {
      await (navigator.locks ? navigator.locks.request('plenum-refresh', refresh) : refresh());
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
        this.#forget();
      }
      throw error;
    }
  }

  /** @param {{accessToken: string, expiresInSeconds: number, user: User}} answer */
  #signedIn(answer) {
    this.#token = answer.accessToken;
    this.#expiresAtMs = Date.now() + answer.expiresInSeconds * 1000;
    this.user = answer.user;
  }

  #forget() {
    this.#token = '';
    this.user = null;
  }
}
