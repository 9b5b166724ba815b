/**
 * The REST API (docs/protocol.md §1). One per page. Holds the access token in memory only; the refresh token is an
 * HttpOnly cookie that no script sees.
 *
 * @import {Meeting, User} from './messages.js'
 */

const PREFIX = '/api/v1';
/** A token this close to its end is renewed before use. */
const RENEW_BEFORE_MS = 30_000;
/** A request without an answer is given up. */
const TIMEOUT_MS = 15_000;

/** The largest page that the server gives. */
const PAGE_SIZE = 200;
/** More meetings than this are not listed at once. */
const PAGE_LIMIT = 10;

/** An answer that is not a success. `code` is the server's stable code, or `unreachable`. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status, 0 when there was no answer
   * @param {string} code
   * @param {number} [retryAfterSeconds]
   */
  constructor(status, code, retryAfterSeconds) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class RestClient {
  #token = '';
  #expiresAtMs = 0;
  /** @type {Promise<void> | null} */
  #refreshing = null;
  /** @type {User | null} */
  user = null;

  /** @returns {Promise<{version: string, setupNeeded: boolean}>} */
  status() {
    return this.#call('GET', '/status');
  }

  /** @param {{token: string, account: string, name: string, email: string, password: string}} form */
  async setUp(form) {
    this.#signedIn(await this.#call('POST', '/setup', form));
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    this.#signedIn(await this.#call('POST', '/sign-in', {email, password}));
  }

  /** Signs in from the cookie. Throws ApiError `not-signed-in` when there is none. */
  async refresh() {
    this.#refreshing ??= this.#refreshOnce().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async signOut() {
    try {
      await this.#call('POST', '/sign-out');
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

  /** @returns {Promise<Meeting[]>} mine, newest first, at most 2,000 */
  async meetings() {
    const all = [];
    let cursor = '';
    for (let page = 0; page < PAGE_LIMIT; page++) {
      const {items, next} = await this.#authorized('GET', `/meetings?limit=${PAGE_SIZE}${cursor}`);
      all.push(...items);
      if (!next) {
        break;
      }
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    return all;
  }

  /**
   * @param {string} name
   * @returns {Promise<Meeting>}
   */
  createMeeting(name) {
    return this.#authorized('POST', '/meetings', {name});
  }

  /**
   * @param {string} code as typed: spaces and dashes are allowed
   * @returns {Promise<{name: string, accessCode: string}>}
   */
  lookUp(code) {
    return this.#call('GET', `/join/${encodeURIComponent(code)}`);
  }

  /** Tabs share the cookie, and each use of it replaces it: only one tab may refresh at a time. */
  async #refreshOnce() {
    const refresh = async () => this.#signedIn(await this.#call('POST', '/refresh'));
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

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #authorized(method, path, body) {
    try {
      return await this.#call(method, path, body, await this.accessToken());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        throw error;
      }
      await this.refresh();
      return this.#call(method, path, body, this.#token);
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {string} [token]
   * @returns {Promise<any>} the parsed answer, undefined for 204
   */
  async #call(method, path, body, token) {
    /** @type {Record<string, string>} */
    const headers = {Accept: 'application/json'};
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(PREFIX + path, {method, headers, body: body && JSON.stringify(body), signal}).catch(() => {
      throw new ApiError(0, 'unreachable');
    });
    if (!response.ok) {
      throw await errorOf(response);
    }
    return response.status === 204 ? undefined : response.json();
  }
}

/** @param {Response} response */
async function errorOf(response) {
  const problem = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return new ApiError(response.status, typeof problem.code === 'string' ? problem.code : 'internal', retryAfter);
}
