/**
 * One seat's live session: feeds the reducer from the socket, keeps the media link, and turns intents into messages.
 * It decides nothing that the reducer can decide.
 *
 * @import {VideoCodec} from '../net/codec-preference.js'
 * @import {ServerMessage, WatchedMessage, Wish} from '../net/messages.js'
 * @import {LocalMedia, MediaEvent} from '../net/local-media.js'
 * @import {RoomEvent} from './reducer.js'
 * @import {RoomState} from './state.js'
 * @typedef {object} LiveSessionOptions
 * @property {string} url of the WebSocket
 * @property {LocalMedia} media owned by the caller
 * @property {() => Promise<object>} identity who I am: the fields of a first `join`
 * @property {{read: () => string | null, write: (token: string | null) => void}} seatToken where the tab keeps it
 * @property {() => string} userId of who is signed in, or ''
 * @property {() => VideoCodec | ''} videoCodec what pictures are sent in; '' for our choice
 */

import {VIDEO_CODECS} from '../net/codec-preference.js';
import {FilesApi} from '../net/files-api.js';
import {ApiError} from '../net/http-call.js';
import {MediaPeer} from '../net/media-peer.js';
import {SignalingSocket} from '../net/signaling-socket.js';
import {FileDesk} from './file-desk.js';
import {MediaLink} from './media-link.js';
import {mutedOnEntry, OwnSources} from './own-sources.js';
import {reduce} from './reducer.js';
import {INITIAL_STATE, me} from './state.js';

/** Told to the server for its log. */
const CLIENT = {name: 'plenum-web', version: '0.1.0'};

export class LiveSession {
  state = INITIAL_STATE;
  /** The meeting's files, once in the room. @type {FileDesk | null} */
  files = null;
  #options;
  #socket;
  #link;
  #own = new OwnSources();
  /** What everybody decodes, when somebody does not decode what was chosen. @type {VideoCodec | null} */
  #decoded = null;
  /** From the moment the seat is given, or its holder let in, until the room is known. */
  #entering = false;
  /** @type {Set<(state: RoomState) => void>} */
  #listeners = new Set();
  /** @type {Wish[]} */
  #wishes = [];
  /** @type {RTCIceServer[]} */
  #iceServers = [];
  #unlisten;

  /** @param {LiveSessionOptions} options */
  constructor(options) {
    this.#options = options;
    this.#socket = new SignalingSocket({
      url: options.url,
      hello: () => this.#hello(),
      onMessage: (message) => this.#receive(message),
      onState: (connection) => this.#dispatch({type: 'local/connection', connection}),
    });
    this.#link = new MediaLink({
      makePeer: (onState) => new MediaPeer({onState, codec: this.#decoded ?? options.videoCodec()}),
      sendOffer: (offer) => this.#socket.request({type: 'offer', ...offer}),
      onPeer: (peer) => this.#peerMade(peer),
      onRestart: (peer) => this.#relay(peer),
      onFlow: (trouble) => this.#dispatch({type: 'local/media', trouble}),
      onBroken: () => this.#socket.reconnect(),
    });
    this.#unlisten = options.media.listen((event) => this.#mediaChanged(event));
  }

  open() {
    this.#socket.open();
  }

  /** @param {(state: RoomState) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The media connection of the moment, for tiles, statistics and tests. */
  get peer() {
    return this.#link.peer;
  }

  /** @param {string} text @param {{replyTo?: number, attachment?: string}} [more] @returns {Promise<void>} rejects with RequestError */
  chat(text, {replyTo, attachment} = {}) {
    return this.#socket.request({type: 'chat', text: text || undefined, replyTo, attachment: attachment ? {file: attachment} : undefined});
  }

  /** @param {number} message one of mine @param {string} text @returns {Promise<void>} rejects with RequestError */
  editChat(message, text) {
    return this.#socket.request({type: 'chat-edit', message, text});
  }

  /** @param {number} message one of mine @returns {Promise<void>} rejects with RequestError */
  deleteChat(message) {
    return this.#socket.request({type: 'chat-delete', message});
  }

  /** Lets nobody new in, or everybody again. @param {boolean} locked */
  async lock(locked) {
    await this.#attempt({type: 'lock', locked});
  }

  /** @param {boolean} open */
  chatOpen(open) {
    this.#dispatch({type: 'local/chat-open', open});
  }

  /** @param {Wish[]} wishes */
  view(wishes) {
    if (JSON.stringify(wishes) !== JSON.stringify(this.#wishes)) {
      this.#wishes = wishes;
      this.#socket.send({type: 'view', wishes});
    }
  }

  /** Asks what was wrong with my connection; the answer is news of the state. */
  askQuality() {
    this.#socket.send({type: 'quality'});
  }

  /** One of the moderator's acts. @param {'admit' | 'refuse' | 'remove' | 'mute' | 'admit-all' | 'end'} type @param {string} [seat] */
  async moderate(type, seat) {
    await this.#attempt(seat ? {type, seat} : {type});
  }

  /** @param {object} act */
  async #attempt(act) {
    try {
      await this.#socket.request(act);
    } catch (error) {
      if (this.state.phase === 'meeting' && !isTimeout(error)) {
        this.notice('action-failed', '');
      }
    }
  }

  /** @param {import('./state.js').NoticeKind} kind @param {string} subject */
  notice(kind, subject) {
    this.#dispatch({type: 'local/notice', kind, subject});
  }

  /** @param {number} id */
  dismiss(id) {
    this.#dispatch({type: 'local/notice-gone', id});
  }

  leave() {
    this.#socket.send({type: 'leave'});
    this.#dispatch({type: 'local/end', reason: 'left'});
  }

  /** Another video codec was chosen: it is for a new connection. */
  codecChanged() {
    this.#decoded = null;
    if (this.#link.peer) {
      this.#link.ensure(true);
    }
  }

  /** The machine came back online or woke up. */
  networkChanged() {
    this.#link.suspect();
    this.#socket.reconnect();
  }

  async #hello() {
    const {wanted} = this.#options.media;
    const token = this.#options.seatToken.read();
    const who = token ? {seatToken: token} : await this.#options.identity();
    return {...who, microphone: wanted.microphone, camera: wanted.camera, client: CLIENT};
  }

  /** @param {ServerMessage} message */
  #receive(message) {
    this.#dispatch(message);
    switch (message.type) {
      case 'seat':
        this.#own.forget();
        this.#entering = !message.resumed;
        this.#options.seatToken.write(message.seatToken);
        this.#iceServers = message.iceServers ?? [];
        this.#seatGiven(message.state === 'admitted', message.media === 'new');
        break;
      case 'admitted':
        this.#entering = true;
        break;
      case 'room':
        this.#enter(message);
        this.files ??= this.#newFiles(message.meeting.id);
        this.#link.ensure(false);
        this.#socket.send({type: 'view', wishes: this.#wishes});
        this.#tellSources();
        break;
      case 'person':
        this.#heardOfMyself(message.person.seat);
        break;
      case 'file':
        this.files?.changed(message.file);
        break;
      case 'watched':
        this.#watched(message);
        break;
      case 'media-lost':
        this.#link.ensure(true);
        break;
      default:
    }
  }

  /** @param {WatchedMessage} message */
  #watched(message) {
    const peer = this.#link.peer;
    const codec = VIDEO_CODECS.find((name) => name === message.codec.toLowerCase());
    if (!peer || !this.#link.isAnswered) {
      return; // it was said of the one before
    }
    if (codec && codec !== peer.codec && message.layers > 0) {
      this.#decoded = codec;
      this.#link.ensure(true);
    } else {
      peer.watched(message.source, message);
    }
  }

  /** By the seat, as guests have no other way. @param {string} meetingId */
  #newFiles(meetingId) {
    const {seatToken, userId} = this.#options;
    const access = {
      authorization: async () => `Seat ${seatToken.read()}`,
      renew: () => Promise.reject(new ApiError(401, 'not-signed-in')),
    };
    return new FileDesk({
      api: new FilesApi(access, meetingId),
      announce: (file) => this.chat('', {attachment: file}),
      isMine: ({addedBy}) => addedBy.seat === this.state.seat || (addedBy.user !== undefined && addedBy.user === userId()),
    });
  }

  /** @param {import('../net/messages.js').RoomMessage} room */
  #enter(room) {
    if (this.#entering && mutedOnEntry(room) && this.#options.media.on.microphone) {
      this.notice('muted-on-entry', '');
      this.#options.media.setMicrophone(false);
    }
    this.#entering = false;
  }

  /** @param {boolean} admitted @param {boolean} fresh */
  #seatGiven(admitted, fresh) {
    if (admitted && fresh) {
      this.#link.ensure(true);
    }
  }

  /** @param {string} seat */
  #heardOfMyself(seat) {
    const known = me(this.state)?.sources;
    if (seat === this.state.seat && known && this.#own.told(known, this.#options.media.on, Date.now())) {
      this.notice('muted-by-other', '');
      this.#options.media.setMicrophone(false);
    }
  }

  /** @param {MediaEvent} event */
  #mediaChanged(event) {
    this.#publish();
    this.#tellSources();
    if (event.kind === 'switched' || event.kind === 'lost') {
      this.notice(event.kind === 'lost' ? 'device-lost' : 'device-switched', event.kind === 'lost' ? event.device : event.label);
    }
  }

  /** @param {MediaPeer} peer */
  #peerMade(peer) {
    this.#relay(peer);
    this.#publish();
    this.#tell();
  }

  /** @param {MediaPeer} peer */
  #relay(peer) {
    if (this.#iceServers.length > 0) {
      peer.relayBy(this.#iceServers);
    }
  }

  #tellSources() {
    const known = me(this.state)?.sources;
    const change = known && this.state.connection === 'open' && this.#own.changes(this.#options.media.on, known, Date.now());
    if (change) {
      this.#socket.send({type: 'sources', ...change});
    }
  }

  #publish() {
    const {tracks, screen, wanted} = this.#options.media;
    const peer = this.#link.peer;
    peer?.publish('microphone', tracks.microphone);
    peer?.publish('camera', wanted.camera ? tracks.camera : null);
    peer?.publish('screen', screen?.getVideoTracks()[0] ?? null);
    peer?.publish('screen-audio', screen?.getAudioTracks()[0] ?? null);
  }

  /** @param {RoomEvent} event */
  #dispatch(event) {
    const before = this.state;
    this.state = reduce(before, event);
    if (this.state.phase === 'ended' && before.phase !== 'ended') {
      this.#shutDown();
    }
    if (this.state !== before) {
      this.#tell();
    }
  }

  #tell() {
    this.#listeners.forEach((listener) => listener(this.state));
  }

  #shutDown() {
    this.#options.seatToken.write(null);
    this.#unlisten();
    this.files?.close();
    this.#link.close();
    this.#socket.close();
  }
}

/** Not every act is answered with `ok`; silence is no failure. @param {unknown} error */
function isTimeout(error) {
  return error instanceof Error && 'code' in error && error.code === 'timeout';
}
