/**
 * `/m/{code}`: the meeting space. Name, code, link, and the way into the live session.
 *
 * @import {Meeting} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {grouped} from '../../room/access-code.js';
import {icons} from '../icons.js';
import {followLink} from '../navigation.js';
import {api} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './meeting-page.css.js';
import '../account-menu/account-menu.js';
import '../page-frame/page-frame.js';

const words = strings.space;
const day = new Intl.DateTimeFormat(undefined, {dateStyle: 'long'});
/** How long a button says that it copied. */
const COPIED_MS = 2000;

class MeetingPage extends LitElement {
  static properties = {code: {}, meeting: {state: true}, error: {state: true}, copied: {state: true}, copyFailed: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    this.code = '';
    /** @type {(Partial<Meeting> & {name: string, accessCode: string}) | null} somebody else's: only name and code */
    this.meeting = null;
    this.error = '';
    /** @type {'' | 'link' | 'code'} */
    this.copied = '';
    this.copyFailed = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`
      <page-frame .heading=${this.meeting?.name ?? words.notFoundTitle}>
        <account-menu slot="tools"></account-menu>
        <a class="back" href="/" @click=${followLink}>${icons.back}${words.back}</a>
        ${this.error ? this.#missing() : this.meeting ? this.#space(this.meeting) : html`<p role="status" class="muted">${strings.loading}</p>`}
      </page-frame>
    `;
  }

  #missing() {
    return html`<div class="card"><h1>${words.notFoundTitle}</h1><p class="muted" role="alert" data-testid="space-error">${this.error}</p></div>`;
  }

  /** @param {Partial<Meeting> & {name: string, accessCode: string}} meeting */
  #space({name, accessCode, organizer, createdAt}) {
    const about = [organizer && words.organizer(organizer.name), createdAt && words.created(day.format(new Date(createdAt)))];
    return html`
      <div class="top">
        <div class="title">
          <h1 data-testid="space-name">${name}</h1>
          <p class="muted">${about.filter(Boolean).join(' · ')}</p>
        </div>
        <a class="button primary join" href="/m/${accessCode}/live" @click=${followLink} data-testid="join-now">${icons.camera}${words.joinNow}</a>
      </div>
      <div class="card">
        <div class="rows">
          ${this.#row('link', words.link, liveUrl(accessCode), '', words.copyLink)}
          ${this.#row('code', words.code, grouped(accessCode), 'code', words.copyCode)}
        </div>
        <p class="only-read" role="status">${this.copied ? strings.copied : ''}</p>
        ${this.copyFailed ? html`<p class="error" role="alert">${strings.copyFailed}</p>` : nothing}
        <p class="hint">${words.guests}</p>
      </div>
    `;
  }

  /** @param {'link' | 'code'} kind @param {string} label @param {string} value @param {string} look @param {string} action */
  #row(kind, label, value, look, action) {
    const isCopied = this.copied === kind;
    return html`
      <div class="row">
        <dl class="what"><dt>${label}</dt><dd class=${look} data-testid="space-${kind}">${value}</dd></dl>
        <button class="button action" @click=${() => this.#copy(kind, value)} data-testid="copy-${kind}">
          ${isCopied ? icons.check : icons.copy}${isCopied ? strings.copied : action}
        </button>
      </div>
    `;
  }

  async #load() {
    try {
      const mine = (await api.meetings()).find(({accessCode}) => accessCode === this.code);
      this.meeting = mine ?? (await api.lookUp(this.code));
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** @param {'link' | 'code'} kind @param {string} value */
  async #copy(kind, value) {
    try {
      await navigator.clipboard.writeText(value);
      this.copyFailed = false;
      this.copied = kind;
      setTimeout(() => (this.copied = ''), COPIED_MS);
    } catch {
      this.copyFailed = true;
    }
  }
}

/** @param {string} code */
function liveUrl(code) {
  return new URL(`/m/${code}/live`, location.href).href;
}

customElements.define('meeting-page', MeetingPage);
