/**
 * The files of one meeting by the REST API, for a signed-in person or a seat. Contents are never whole in the memory
 * of a script: up they come from the disk, down they go into a Blob, which the browser keeps where it likes.
 *
 * @import {Access} from './http-call.js'
 * @import {MeetingFile, Page} from './messages.js'
 * @typedef {(doneBytes: number) => void} OnProgress
 */
import {address, ApiError, authorized, errorOf, renewing} from './http-call.js';

export class FilesApi {
  #access;
  #path;

  /** @param {Access} access @param {string} meetingId */
  constructor(access, meetingId) {
    this.#access = access;
    this.#path = `/meetings/${meetingId}/files`;
  }

  /** @param {string} [cursor] @returns {Promise<Page<MeetingFile>>} newest first */
  async page(cursor) {
    return (await authorized(this.#access, 'GET', this.#path, {query: {limit: 50, cursor}})).body;
  }

  /** @param {string} id @returns {Promise<MeetingFile>} rejects with 404 when it was deleted */
  async read(id) {
    return (await authorized(this.#access, 'GET', `${this.#path}/${id}`)).body;
  }

  /** For good; who added it may. @param {string} id */
  async remove(id) {
    await authorized(this.#access, 'DELETE', `${this.#path}/${id}`);
  }

  /** @param {File} file @param {{onProgress: OnProgress, signal: AbortSignal}} how @returns {Promise<MeetingFile>} */
  upload(file, how) {
    const url = address(this.#path, {name: file.name});
    return renewing(this.#access, (authorization) => send(url, authorization, file, how));
  }

  /** @param {MeetingFile} file @param {{onProgress: OnProgress, signal: AbortSignal}} how @returns {Promise<Blob>} */
  download({id, type}, {onProgress, signal}) {
    return renewing(this.#access, async (authorization) => {
      const response = await fetch(address(`${this.#path}/${id}/content`), {headers: {Authorization: authorization}, signal}).catch(unreachable);
      if (!response.ok) {
        throw await errorOf(response);
      }
      const counted = response.body?.pipeThrough(counter(onProgress)) ?? null;
      return new Response(counted, {headers: {'Content-Type': type}}).blob().catch(unreachable);
    });
  }
}

/** @param {OnProgress} onProgress @returns {TransformStream<Uint8Array, Uint8Array>} */
function counter(onProgress) {
  let done = 0;
  return new TransformStream({
    transform(piece, onwards) {
      done += piece.byteLength;
      onProgress(done);
      onwards.enqueue(piece);
    },
  });
}

/** @returns {never} */
function unreachable() {
  throw new ApiError(0, 'unreachable');
}

/**
 * By XMLHttpRequest, because `fetch` does not say how much it has sent.
 *
 * @param {string} url
 * @param {string} authorization
 * @param {File} file
 * @param {{onProgress: OnProgress, signal: AbortSignal}} how
 * @returns {Promise<MeetingFile>}
 */
function send(url, authorization, file, {onProgress, signal}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Authorization', authorization);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({loaded}) => onProgress(loaded);
    request.onload = () => (request.status === 201 ? resolve(request.response) : reject(new ApiError(request.status, request.response?.code ?? 'internal')));
    request.onerror = () => reject(new ApiError(0, 'unreachable'));
    request.onabort = () => reject(new ApiError(0, 'cancelled'));
    signal.addEventListener('abort', () => request.abort(), {once: true});
    request.send(file);
  });
}
