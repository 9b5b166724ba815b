/**
 * One meeting's space as somebody looks at it: feeds the reducer from REST and the stream of events, and turns intents
 * into requests. To a chat it is what a live session is: `chat`, `editChat`, `deleteChat`.
 *
 * @import {Access} from '../net/http-call.js'
 * @import {ServerEvent} from '../net/event-parser.js'
 * @import {SpaceEvent, SpaceState} from './space-state.js'
 */
import {EventStream} from '../net/event-stream.js';
import {FilesApi} from '../net/files-api.js';
import {MessagesApi} from '../net/messages-api.js';
import {FileDesk} from './file-desk.js';
import {INITIAL_SPACE, reduceSpace} from './space-state.js';

export class Space {
  state = INITIAL_SPACE;
  #messages;
  #stream;
  /** @type {Set<(state: SpaceState) => void>} */
  #listeners = new Set();

  /** @param {Access} access @param {string} meetingId @param {string} userId who looks */
  constructor(access, meetingId, userId) {
    this.#messages = new MessagesApi(access, meetingId);
    this.files = new FileDesk({
      api: new FilesApi(access, meetingId),
      announce: (file) => this.chat('', {attachment: file}),
      isMine: ({addedBy}) => addedBy.user === userId,
    });
    this.#stream = new EventStream({
      access,
      path: `/meetings/${meetingId}/events`,
      onEvent: (event) => this.#heard(event),
      onState: (state, error) => this.#dispatch(error ? {type: 'local/failed', error} : {type: 'local/connected', connected: state === 'open'}),
    });
  }

  open() {
    this.#stream.open();
  }

  close() {
    this.#stream.close();
    this.files.close();
  }

  /** @param {(state: SpaceState) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string} text @param {{replyTo?: number, attachment?: string}} [more] @returns {Promise<void>} rejects with ApiError */
  async chat(text, {replyTo, attachment} = {}) {
    const message = await this.#messages.post({text: text || undefined, replyTo, attachment: attachment ? {file: attachment} : undefined});
    this.#dispatch({type: 'message', message});
  }

  /** @param {number} id one of mine @param {string} text @returns {Promise<void>} rejects with ApiError */
  async editChat(id, text) {
    this.#dispatch({type: 'message', message: await this.#messages.edit(id, text)});
  }

  /** @param {number} id one of mine @returns {Promise<void>} rejects with ApiError */
  async deleteChat(id) {
    await this.#messages.remove(id);
  }

  /** Reads messages from before those that are known. @returns {Promise<void>} rejects with ApiError */
  async earlier() {
    if (this.state.earlier !== null) {
      this.#dispatch({type: 'page', fresh: false, ...(await this.#messages.page(this.state.earlier))});
    }
  }

  /** @param {ServerEvent} event */
  #heard({event, data}) {
    const said = parsed(data);
    if (event === 'ready' || event === 'reset') {
      this.#readAll(event === 'ready' && this.state.phase === 'ready');
    }
    if (event === 'file') {
      this.files.changed(String(said.file));
    }
    if (event === 'gone') {
      this.close();
    }
    if (event === 'message') {
      this.#dispatch({type: 'message', message: said});
    } else {
      this.#dispatch({...said, type: event === 'reset' ? 'meeting' : event});
    }
  }

  /** What happens after `ready` is heard, so nothing is missed between. @param {boolean} isReturn what was missed is told */
  async #readAll(isReturn) {
    if (isReturn) {
      return;
    }
    try {
      this.#dispatch({type: 'page', fresh: true, ...(await this.#messages.page())});
      await this.files.load();
    } catch (error) {
      this.#dispatch({type: 'local/failed', error});
    }
  }

  /** @param {SpaceEvent} event */
  #dispatch(event) {
    const before = this.state;
    this.state = reduceSpace(before, event);
    if (this.state !== before) {
      this.#listeners.forEach((listener) => listener(this.state));
    }
  }
}

/** @param {string} data @returns {any} */
function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return {};
  }
}
