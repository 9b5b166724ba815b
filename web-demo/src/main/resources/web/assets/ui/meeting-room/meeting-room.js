/**
 * The meeting itself: tiles, controls, panels. Renders the session's state and sends it intents.
 *
 * @import {LocalMedia} from '../../net/local-media.js'
 * @import {LiveSession} from '../../room/live-session.js'
 * @import {RoomState} from '../../room/state.js'
 * @import {Tool} from '../tool-bar/tool-bar.js'
 */
import {html, LitElement, nothing} from 'lit';
import {mayEnd, mayModerate} from '../../room/permission.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {preferences} from '../preferences.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './meeting-room.css.js';
import {toolOfKey} from './shortcut.js';
import '../admit-bar/admit-bar.js';
import '../chat-panel/chat-panel.js';
import '../connection-banner/connection-banner.js';
import '../leave-dialog/leave-dialog.js';
import '../notice-list/notice-list.js';
import '../people-panel/people-panel.js';
import '../quality-dialog/quality-dialog.js';
import '../settings-dialog/settings-dialog.js';
import '../sound-output/sound-output.js';
import '../tile-grid/tile-grid.js';
import '../tool-bar/tool-bar.js';

const words = strings.meeting;

class MeetingRoom extends LitElement {
  static properties = {
    session: {attribute: false},
    media: {attribute: false},
    state: {attribute: false},
    panel: {state: true},
    dialog: {state: true},
    speaker: {state: true},
    copied: {state: true},
  };
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {LiveSession} */
    this.session = later();
    /** @type {LocalMedia} */
    this.media = later();
    /** @type {RoomState} */
    this.state = later();
    /** @type {'' | 'chat' | 'people'} */
    this.panel = '';
    /** @type {'' | 'leave' | 'quality' | 'settings'} */
    this.dialog = '';
    this.speaker = preferences().speaker;
    this.copied = false;
    /** @type {(() => void)[]} */
    this.unlisten = [];
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
    this.unlisten = [this.session.listen(() => this.requestUpdate()), this.media.listen(() => this.requestUpdate())];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    this.unlisten.forEach((stop) => stop());
  }

  render() {
    const {session, state, media} = this;
    return html`
      <tile-grid .session=${session} .state=${state} .peer=${session.peer}
        .camera=${media.tracks.camera} .screen=${media.screen?.getVideoTracks()[0] ?? null}></tile-grid>
      <div class="top">
        <connection-banner .trouble=${state.connection === 'reconnecting' ? 'broken' : state.mediaTrouble}></connection-banner>
        <admit-bar .waiters=${state.waiters} .session=${session} .quiet=${this.panel === 'people'} @view=${() => this.#open('people')}></admit-bar>
      </div>
      ${this.panel ? html`<aside>${this.panel === 'chat' ? this.#chat() : this.#people()}</aside>` : nothing}
      <div class="bottom">
        <h1 class="about">${state.meeting?.name}</h1>
        <tool-bar .on=${media.on} .panel=${this.panel} .unread=${state.unread} .people=${state.people.length}
          .waiting=${state.waiters.length} @tool=${(/** @type {CustomEvent<Tool>} */ {detail}) => this.#use(detail)}></tool-bar>
        ${state.people.length === 1 && state.waiters.length === 0 && !this.panel ? this.#alone() : nothing}
        <notice-list .notices=${state.notices} .session=${session}></notice-list>
      </div>
      <sound-output .peer=${session.peer} .speaker=${this.speaker}></sound-output>
      ${this.#dialogs()}
    `;
  }

  #chat() {
    const {chat} = this.state;
    return html`<chat-panel .messages=${chat} .mayChange=${mayModerate(this.state)} .session=${this.session} @close=${() => this.#open('')}></chat-panel>`;
  }

  #people() {
    return html`<people-panel .state=${this.state} .session=${this.session} @close=${() => this.#open('')}></people-panel>`;
  }

  #dialogs() {
    const open = this.dialog;
    // A dialog says that it is closed a moment after it is: another may be open by then.
    const close = () => (this.dialog = this.dialog === open ? '' : this.dialog);
    switch (open) {
      case 'leave':
        return html`<leave-dialog .session=${this.session} @close=${close}></leave-dialog>`;
      case 'quality':
        return html`<quality-dialog .spells=${this.state.quality} @close=${close}></quality-dialog>`;
      case 'settings':
        return html`<settings-dialog .media=${this.media} @close=${close} @speaker=${(/** @type {CustomEvent<string>} */ {detail}) => (this.speaker = detail)}
          @codec=${() => this.session.codecChanged()} @quality=${() => this.#use('quality')}></settings-dialog>`;
      default:
        return nothing;
    }
  }

  #alone() {
    const link = this.#link;
    return html`
      <div class="alone" data-testid="alone">
        <strong>${words.alone}</strong>
        <p class="muted">${words.aloneLead}</p>
        <div><span>${link}</span><button class="button" @click=${() => this.#copy(link)}>${this.copied ? icons.check : icons.copy}${this.copied ? strings.copied : strings.space.copyLink}</button></div>
      </div>
    `;
  }

  /** As this page was reached, which is how others reach it too. */
  get #link() {
    return new URL(`/m/${this.state.meeting?.accessCode}/live`, location.href).href;
  }

  /** @param {string} link */
  async #copy(link) {
    this.copied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
  }

  /** @param {Tool} tool */
  #use(tool) {
    const {media, session} = this;
    switch (tool) {
      case 'microphone':
        return media.setMicrophone(!media.on.microphone);
      case 'camera':
        return media.setCamera(!media.on.camera);
      case 'screen':
        return this.#share();
      case 'quality':
        session.askQuality();
        return (this.dialog = 'quality');
      case 'settings':
        return (this.dialog = 'settings');
      case 'leave':
        return mayEnd(this.state) ? (this.dialog = 'leave') : session.leave();
      default:
        return this.#open(this.panel === tool ? '' : tool);
    }
  }

  async #share() {
    if (this.media.screen) {
      this.media.stopScreen();
      return;
    }
    try {
      await this.media.shareScreen();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) {
        this.session.notice('share-failed', '');
      }
    }
  }

  /** @param {'' | 'chat' | 'people'} panel */
  #open(panel) {
    const before = this.panel;
    this.panel = panel;
    this.session.chatOpen(panel === 'chat');
    if (panel === '' && before !== '') {
      const bar = /** @type {HTMLElement & {focusOn: (tool: Tool) => void}} */ (this.renderRoot.querySelector('tool-bar'));
      bar.focusOn(before);
    }
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (this.dialog !== '') {
      return;
    }
    if (event.key === 'Escape' && this.panel !== '') {
      this.#open('');
      return;
    }
    const tool = toolOfKey(event);
    if (tool) {
      event.preventDefault();
      this.#use(tool);
    }
  };
}

customElements.define('meeting-room', MeetingRoom);
