/**
 * Finds meetings by name, people and chat (M-6), while one types. Says `searching` (detail: whether it shows results
 * instead of the list).
 *
 * @import {FoundMeeting} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {moment} from '../format.js';
import {icons} from '../icons.js';
import {meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {list} from '../style/list.css.js';
import '../meeting-row/meeting-row.js';

const words = strings.search;
/** Somebody who types pauses no longer between two letters. */
const PAUSE_MS = 300;
/** The server may answer pages with nothing in them; more than these are not asked for at once. */
const EMPTY_PAGES = 5;

class MeetingSearch extends LitElement {
  static properties = {text: {state: true}, found: {state: true}, next: {state: true}, error: {state: true}};
  static styles = [
    controls,
    list,
    css`
      :host {
        display: block;
      }
      .box {
        position: relative;
        display: block;
      }
      .box .icon {
        position: absolute;
        inset: 10px auto auto 0.75rem;
        color: var(--muted);
        pointer-events: none;
      }
      input {
        padding-inline-start: 2.75rem;
      }
      .messages {
        margin: -0.25rem 0 0;
        padding: 0 1.25rem 0.875rem;
        list-style: none;
      }
      .messages li {
        border: 0;
        color: var(--muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .messages b {
        color: var(--ink);
        font-weight: 600;
      }
      .more {
        margin-top: 0.75rem;
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    /** @type {FoundMeeting[] | null} null: not known yet */
    this.found = null;
    /** @type {string | undefined} */
    this.next = undefined;
    this.error = '';
    this.abort = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.abort.abort();
  }

  render() {
    return html`
      <label class="box"><span class="only-read">${words.label}</span>${icons.search}
        <input type="search" placeholder=${words.placeholder} maxlength="200" autocomplete="off" .value=${this.text} @input=${this.#typed} data-testid="search"></label>
      ${this.text.trim() ? this.#results() : nothing}
    `;
  }

  #results() {
    if (this.error) {
      return html`<p class="empty error" role="alert">${this.error}</p>`;
    }
    if (!this.found) {
      return html`<p class="empty muted" role="status">${words.looking}</p>`;
    }
    return html`
      <p class="only-read" role="status">${words.count(this.found.length)}</p>
      ${this.found.length === 0
        ? html`<p class="empty muted" data-testid="nothing-found">${words.nothing}</p>`
        : html`<ul class="list" data-testid="found" @changed=${() => this.#search(undefined)}>${repeat(this.found, ({meeting}) => meeting.id, (found) => html`<li>${this.#result(found)}</li>`)}</ul>`}
      ${this.next ? html`<button class="button more" @click=${() => this.#search(this.next)}>${strings.more}</button>` : nothing}
    `;
  }

  /** @param {FoundMeeting} found */
  #result({meeting, messages}) {
    return html`
      <meeting-row .meeting=${meeting}></meeting-row>
      ${messages.length > 0 ? html`<ul class="messages">${messages.map(({name, text, sentAt}) => html`<li data-testid="found-message"><b>${name || strings.chat.unknown}</b> ${text} · ${moment(sentAt)}</li>`)}</ul>` : nothing}
    `;
  }

  /** @param {Event} event */
  #typed({target}) {
    this.text = /** @type {HTMLInputElement} */ (target).value;
    this.abort.abort();
    clearTimeout(this.timer);
    const isSearch = this.text.trim() !== '';
    if (!isSearch) {
      this.found = null;
      this.error = '';
    } else {
      this.timer = setTimeout(() => this.#search(undefined), PAUSE_MS);
    }
    this.dispatchEvent(new CustomEvent('searching', {detail: isSearch}));
  }

  /** @param {string | undefined} cursor undefined: from the start */
  async #search(cursor) {
    this.abort.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const {items, next} = await this.#page(cursor, abort.signal);
      if (!abort.signal.aborted) {
        this.found = cursor ? [...(this.found ?? []), ...items] : items;
        this.next = next;
        this.error = '';
      }
    } catch (error) {
      this.error = abort.signal.aborted ? '' : errorText(error);
    }
  }

  /** The next page with something in it. @param {string | undefined} cursor @param {AbortSignal} signal */
  async #page(cursor, signal) {
    let page = await meetings.search(this.text.trim(), cursor, signal);
    for (let i = 0; i < EMPTY_PAGES && page.items.length === 0 && page.next; i++) {
      page = await meetings.search(this.text.trim(), page.next, signal);
    }
    return page;
  }
}

customElements.define('meeting-search', MeetingSearch);
