/**
 * `/m/{code}`: the meeting space. Chat, files, people and history of a meeting, live; and the way into its live session.
 *
 * @import {Meeting} from '../../net/messages.js'
 * @import {SpaceState} from '../../room/space-state.js'
 */
import {html, LitElement, nothing} from 'lit';
import {grouped} from '../../room/access-code.js';
import {Space} from '../../room/space.js';
import {INITIAL_SPACE} from '../../room/space-state.js';
import {spanOf} from '../format.js';
import {icons} from '../icons.js';
import {followLink} from '../navigation.js';
import {account, api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './meeting-page.css.js';
import '../account-menu/account-menu.js';
import '../chat-box/chat-box.js';
import '../file-list/file-list.js';
import '../page-frame/page-frame.js';
import '../space-about/space-about.js';
import '../space-history/space-history.js';
import '../space-people/space-people.js';
import '../tab-list/tab-list.js';

const words = strings.space;
/** From here on chat and the rest stand side by side; as in the style sheet. */
const WIDE = '(min-width: 861px)';

/** @typedef {'chat' | 'about' | 'files' | 'people' | 'sessions'} Tab */

class MeetingPage extends LitElement {
  static properties = {code: {}, found: {state: true}, meeting: {state: true}, state: {state: true}, mayChange: {state: true}, tab: {state: true}, error: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    this.code = '';
    /** What the code leads to, for everybody. @type {{name: string, accessCode: string} | null} */
    this.found = null;
    /** The meeting, for who may enter its space. @type {Meeting | null} */
    this.meeting = null;
    /** @type {Space | null} */
    this.space = null;
    /** @type {SpaceState} */
    this.state = INITIAL_SPACE;
    /** Whether the account lets people edit and delete what they wrote. */
    this.mayChange = false;
    /** @type {Tab} */
    this.tab = location.hash === '#people' ? 'people' : 'chat';
    /** @type {unknown} */
    this.error = null;
    this.wide = matchMedia(WIDE);
  }

  connectedCallback() {
    super.connectedCallback();
    this.wide.addEventListener('change', this.#resized);
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.wide.removeEventListener('change', this.#resized);
    this.space?.close();
  }

  render() {
    return html`
      <page-frame tight .heading=${this.meeting?.name ?? this.found?.name ?? strings.home.title}>
        <account-menu slot="tools"></account-menu>
        <a class="back" href="/" @click=${followLink}>${icons.back}${words.back}</a>
        ${this.#content()}
      </page-frame>
    `;
  }

  #content() {
    if (this.state.phase === 'gone') {
      return this.#card(words.goneTitle, words.gone);
    }
    const error = this.error ?? this.state.error;
    if (error && this.state.phase !== 'ready') {
      return this.found ? this.#card(words.failedTitle, errorText(error)) : this.#card(words.notFoundTitle, errorText(error));
    }
    if (this.meeting && this.space) {
      return this.#space(this.meeting, this.space);
    }
    return this.found ? this.#outside(this.found) : html`<p role="status" class="muted">${strings.loading}</p>`;
  }

  /** @param {string} title @param {string} lead */
  #card(title, lead) {
    return html`<div class="card alone"><h1>${title}</h1><p class="muted" role="alert" data-testid="space-error">${lead}</p></div>`;
  }

  /** For somebody who is a guest there. @param {{name: string, accessCode: string}} found */
  #outside({name, accessCode}) {
    return html`
      ${this.#top(name, [grouped(accessCode)], accessCode)}
      <div class="card"><h2>${words.notInvitedTitle}</h2><p class="muted" data-testid="space-outside">${words.notInvited}</p></div>
    `;
  }

  /** @param {string} name @param {unknown[]} about @param {string} code */
  #top(name, about, code) {
    const {live} = this.state;
    return html`
      <div class="top">
        <div class="title">
          <h1 data-testid="space-name">${name}</h1>
          <p class="muted">${live ? html`<span class="live" data-testid="space-live">${words.live}</span>` : nothing}${about.filter(Boolean).join(' · ')}</p>
        </div>
        <a class="button primary join" href="/m/${code}/live" @click=${followLink} data-testid="join-now">${icons.camera}${live || !this.meeting ? words.join : words.start}</a>
      </div>
    `;
  }

  /** @param {Meeting} meeting @param {Space} space */
  #space(meeting, space) {
    const {name, accessCode, organizer, next} = meeting;
    const tab = this.#shown();
    return html`
      ${this.#top(name, [words.organizer(organizer.name), next && words.next(spanOf(next))], accessCode)}
      ${this.state.phase === 'ready' && !this.state.connected ? html`<p class="hint" role="status" data-testid="space-reconnecting">${words.reconnecting}</p>` : nothing}
      <div class="columns" data-tab=${tab}>
        <tab-list .tabs=${this.#tabs()} .active=${tab} .label=${words.tabs} @tab=${(/** @type {CustomEvent<Tab>} */ {detail}) => (this.tab = detail)}></tab-list>
        <section class="chat" aria-labelledby="chat-title">
          <h2 id="chat-title">${strings.chat.title}</h2>
          ${this.state.phase === 'loading'
            ? html`<p class="loading" role="status">${strings.loading}</p>`
            : html`<chat-box .messages=${this.state.chat} .mayChange=${this.mayChange} .hasEarlier=${this.state.earlier !== null} .chat=${space} .files=${space.files} @earlier=${this.#earlier}></chat-box>`}
        </section>
        <section class="side" role="tabpanel" aria-label=${this.#tabs().find(({id}) => id === tab)?.label ?? ''} tabindex="0">${this.#side(tab, meeting, space)}</section>
      </div>
    `;
  }

  #tabs() {
    const side = [
      {id: 'about', label: words.about},
      {id: 'files', label: strings.files.title},
      {id: 'people', label: strings.people.title},
      {id: 'sessions', label: strings.sessions.title},
    ];
    return this.wide.matches ? side : [{id: 'chat', label: strings.chat.title}, ...side];
  }

  /** Chat always shows where there is room for two. @returns {Tab} */
  #shown() {
    return this.wide.matches && this.tab === 'chat' ? 'about' : this.tab;
  }

  /** @param {Tab} tab @param {Meeting} meeting @param {Space} space */
  #side(tab, meeting, space) {
    switch (tab) {
      case 'files':
        return html`<file-list .desk=${space.files}></file-list>`;
      case 'people':
        return html`<space-people .meeting=${meeting}></space-people>`;
      case 'sessions':
        return html`<space-history .meetingId=${meeting.id} .version=${this.state.sessions}></space-history>`;
      default:
        return html`<space-about .meeting=${meeting} @changed=${this.#reload}></space-about>`;
    }
  }

  async #open() {
    try {
      const {id, ...found} = await meetings.lookUp(this.code);
      this.found = found;
      if (id && api.user) {
        this.meeting = (await meetings.read(id)).meeting;
        this.#follow(id, api.user.id);
      }
    } catch (error) {
      this.error = error;
    }
  }

  /** @param {string} id @param {string} userId */
  async #follow(id, userId) {
    const space = new Space(api, id, userId);
    this.space = space;
    space.listen((state) => this.#changed(state));
    if (this.isConnected) {
      space.open();
    }
    // Not knowing, the page offers less; the server decides.
    const settings = (await account().catch(() => null))?.settings;
    this.mayChange = settings?.chatEditing ?? false;
    space.files.limitBytes = settings?.attachmentLimitBytes ?? Infinity;
  }

  /** @param {SpaceState} state */
  #changed(state) {
    const isOther = state.changes !== this.state.changes;
    this.state = state;
    if (isOther) {
      this.#reload();
    }
  }

  #reload = async () => {
    if (this.meeting) {
      // What went wrong once goes away with the next change, or shows in the stream.
      this.meeting = await meetings.read(this.meeting.id).then(
        ({meeting}) => meeting,
        () => this.meeting,
      );
    }
  };

  #earlier() {
    // The button stays; one tries again.
    this.space?.earlier().catch(() => {});
  }

  #resized = () => this.requestUpdate();
}

customElements.define('meeting-page', MeetingPage);
