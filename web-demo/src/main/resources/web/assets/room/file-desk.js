/**
 * Where files are added, fetched and deleted: of a space, or of a live session. A few go at once, the others wait.
 *
 * @import {FilesApi, OnProgress} from '../net/files-api.js'
 * @import {MeetingFile} from '../net/messages.js'
 * @import {Direction, FileEvent, FileState} from './file-state.js'
 * @typedef {object} FileDeskOptions
 * @property {FilesApi} api
 * @property {(file: string) => Promise<void>} announce tells everybody in the chat of a file that was added
 * @property {(file: MeetingFile) => boolean} isMine whether I added it, and may delete it
 */
import {ApiError} from '../net/http-call.js';
import {INITIAL_FILES, reduceFiles, TRANSFER_LIMIT} from './file-state.js';

/** At once; the server takes 4 uploads of one person. */
const AT_ONCE = 2;

export class FileDesk {
  state = INITIAL_FILES;
  /** The account's limit; a larger file is refused before it is sent. */
  limitBytes = Infinity;
  #options;
  #nextId = 1;
  #running = 0;
  /** @type {{id: number, act: () => Promise<void>}[]} */
  #waiting = [];
  /** @type {Map<number, AbortController>} */
  #aborts = new Map();
  /** @type {Set<(state: FileState) => void>} */
  #listeners = new Set();

  /** @param {FileDeskOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** @param {(state: FileState) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {MeetingFile} file */
  isMine(file) {
    return this.#options.isMine(file);
  }

  /** @param {string} id @returns {Promise<MeetingFile>} rejects with ApiError */
  async find(id) {
    return this.state.files?.find((file) => file.id === id) ?? this.#options.api.read(id);
  }

  /** Reads the newest. */
  async load() {
    await this.#read(undefined);
  }

  /** Reads older ones. */
  async more() {
    await this.#read(this.state.next ?? undefined);
  }

  /** @param {string | undefined} cursor */
  async #read(cursor) {
    try {
      this.#dispatch({type: 'page', fresh: !cursor, ...(await this.#options.api.page(cursor))});
    } catch (error) {
      this.#dispatch({type: 'list-failed', error});
    }
  }

  /** Somebody added or deleted a file. Of a list that nobody asked for yet nothing is to be known. @param {string} id */
  async changed(id) {
    if (!this.state.files) {
      return;
    }
    const {items} = await this.#options.api.page().catch(() => ({items: null}));
    // What was just added is among the newest; what is not was deleted.
    const added = items?.find((file) => file.id === id);
    if (items) {
      this.#dispatch(added ? {type: 'file', file: added} : {type: 'gone', id});
    }
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) {
      const tooLarge = file.size > this.limitBytes;
      this.#transfer('up', file.name, file.size, (how) => (tooLarge ? Promise.reject(new ApiError(413, 'too-large')) : this.#upload(file, how)));
    }
  }

  /** @param {File} file @param {{onProgress: OnProgress, signal: AbortSignal}} how */
  async #upload(file, how) {
    const added = await this.#options.api.upload(file, how);
    this.#dispatch({type: 'file', file: added});
    await this.#options.announce(added.id);
  }

  /** @param {MeetingFile} file @param {(content: Blob) => void} save */
  fetch(file, save) {
    this.#transfer('down', file.name, file.sizeBytes, async (how) => save(await this.#options.api.download(file, how)));
  }

  /** For good. @param {MeetingFile} file @returns {Promise<void>} rejects with ApiError */
  async remove({id}) {
    await this.#options.api.remove(id);
    this.#dispatch({type: 'gone', id});
  }

  /** Ends a transfer, or forgets a failed one. @param {number} id */
  cancel(id) {
    this.#waiting = this.#waiting.filter((transfer) => transfer.id !== id);
    this.#aborts.get(id)?.abort();
    this.#dispatch({type: 'end', id});
  }

  /** Ends what is on its way. */
  close() {
    this.#waiting = [];
    this.#aborts.forEach((abort) => abort.abort());
  }

  /**
   * @param {Direction} direction
   * @param {string} name
   * @param {number} sizeBytes
   * @param {(how: {onProgress: OnProgress, signal: AbortSignal}) => Promise<void>} act
   */
  #transfer(direction, name, sizeBytes, act) {
    if (this.state.transfers.length >= TRANSFER_LIMIT) {
      return;
    }
    const id = this.#nextId++;
    this.#dispatch({type: 'begin', id, direction, name, sizeBytes});
    this.#waiting.push({id, act: () => this.#run(id, act)});
    this.#startNext();
  }

  #startNext() {
    const next = this.#running < AT_ONCE ? this.#waiting.shift() : undefined;
    if (next) {
      this.#running++;
      next.act().finally(() => {
        this.#running--;
        this.#startNext();
      });
    }
  }

  /** @param {number} id @param {(how: {onProgress: OnProgress, signal: AbortSignal}) => Promise<void>} act */
  async #run(id, act) {
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#dispatch({type: 'run', id});
    try {
      await act({signal: abort.signal, onProgress: (doneBytes) => this.#dispatch({type: 'progress', id, doneBytes})});
      this.#dispatch({type: 'end', id});
    } catch (error) {
      this.#dispatch(abort.signal.aborted ? {type: 'end', id} : {type: 'failed', id, error});
    } finally {
      this.#aborts.delete(id);
    }
  }

  /** @param {FileEvent} event */
  #dispatch(event) {
    this.state = reduceFiles(this.state, event);
    this.#listeners.forEach((listener) => listener(this.state));
  }
}
