/**
 * One call of the REST API (docs/protocol.md §1) and its answer.
 *
 * @typedef {object} CallOptions
 * @property {object} [body] sent as JSON
 * @property {Record<string, string | number | boolean | undefined>} [query] what is undefined or '' is left out
 * @property {string} [ifMatch] the version that is changed
 * @property {string} [authorization] the header's value; '' for somebody not signed in
 * @property {AbortSignal} [signal]
 * @property {number} [timeoutMs] without an answer for so long it is given up
 *
 * @typedef {{body: any, tag: string}} Answer the parsed body, undefined for 204; the version, '' where there is none
 *
 * Who calls: a signed-in person or a seat.
 * @typedef {object} Access
 * @property {() => Promise<string>} authorization the header's value
 * @property {() => Promise<void>} renew after a 401; rejects when nothing helps
 */

export const PREFIX = '/api/v1';
/** A request without an answer is given up. */
const TIMEOUT_MS = 15_000;

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

/** @param {unknown} error @returns {error is ApiError} whether nobody is signed in (any more) */
export function isSignedOut(error) {
  return error instanceof ApiError && error.status === 401;
}

/** @param {string} path @param {CallOptions['query']} [query] */
export function address(path, query = {}) {
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      wanted.set(name, String(value));
    }
  }
  return PREFIX + path + (wanted.size > 0 ? `?${wanted}` : '');
}

/** @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<Answer>} rejects with ApiError */
export async function call(method, path, {body, query, ifMatch, authorization, signal, timeoutMs = TIMEOUT_MS} = {}) {
  /** @type {Record<string, string>} */
  const headers = {Accept: 'application/json'};
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  if (authorization) {
    headers.Authorization = authorization;
  }
  if (ifMatch) {
    headers['If-Match'] = ifMatch;
  }
  const limit = AbortSignal.timeout(timeoutMs);
  const until = signal ? AbortSignal.any([signal, limit]) : limit;
  const response = await fetch(address(path, query), {method, headers, body: body && JSON.stringify(body), signal: until}).catch(() => {
    throw new ApiError(0, 'unreachable');
  });
  if (!response.ok) {
    throw await errorOf(response);
  }
  return {body: response.status === 204 ? undefined : await response.json(), tag: response.headers.get('ETag') ?? ''};
}

/** @param {Access} access @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<Answer>} rejects with ApiError */
export async function authorized(access, method, path, options = {}) {
  return renewing(access, (authorization) => call(method, path, {...options, authorization}));
}

/**
 * Does something that needs an authorization; once more with a new one if the old one is no good.
 *
 * @template T
 * @param {Access} access
 * @param {(authorization: string) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function renewing(access, act) {
  try {
    return await act(await access.authorization());
  } catch (error) {
    if (!isSignedOut(error)) {
      throw error;
    }
    await access.renew();
    return act(await access.authorization());
  }
}

/** A content, whole, wherever the browser keeps it. @param {Access} access @param {string} path @param {CallOptions} options @returns {Promise<Blob>} rejects with ApiError */
export async function content(access, path, {query, signal}) {
  return renewing(access, async (authorization) => {
    const response = await fetch(address(path, query), {headers: {Authorization: authorization}, signal}).catch(() => null);
    if (!response) {
      throw new ApiError(0, 'unreachable');
    }
    if (!response.ok) {
      throw await errorOf(response);
    }
    return response.blob();
  });
}

/** @param {Response} response */
export async function errorOf(response) {
  const problem = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return new ApiError(response.status, typeof problem.code === 'string' ? problem.code : 'internal', retryAfter);
}
