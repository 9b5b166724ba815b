/**
 * The meeting's chat. Text is only ever text: links are made from parts, never from markup. Says `close`.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @import {LiveSession} from '../../room/live-session.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {parts} from '../../room/chat-text.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {panel} from '../style/panel.css.js';
import {style} from './chat-panel.css.js';

const words = strings.chat;
/** docs/protocol.md §2.4 */
const TEXT_LIMIT = 4000;
/** Messages of one person this close together stand under one name. */
const TOGETHER_MS = 5 * 60_000;
/** Nearer to the end than this counts as being at the end, CSS pixels. */
const AT_END = 40;
const clock = new Intl.DateTimeFormat(undefined, {hour: 'numeric', minute: '2-digit'});

class ChatPanel extends LitElement {
  static properties = {messages: {attribute: false}, seat: {}, session: {attribute: false}, error: {state: true}, hasNewer: {state: true}};
  static styles = [controls, panel, style];

  constructor() {
    super();
    /** @type {readonly ChatMessage[]} */
    this.messages = [];
    this.seat = '';
    /** @type {LiveSession} */
    this.session = later();
    this.error = '';
    this.hasNewer = false;
    this.atEnd = true;
  }

  render() {
    return html`
      <header>
        <h2>${words.title}</h2>
        <button class="button icon-only" aria-label=${strings.close} @click=${this.#close} data-testid="close-chat">${icons.close}</button>
      </header>
      ${this.messages.length === 0 ? html`<p class="empty">${words.empty}</p>` : nothing}
      <div class="log" role="log" aria-live="polite" aria-label=${words.title} tabindex="0" ?hidden=${this.messages.length === 0} @scroll=${this.#scrolled}>
        <ol>
          ${repeat(this.messages, ({id}) => id, (message, i) => this.#message(message, this.messages[i - 1]))}
        </ol>
      </div>
      ${this.hasNewer ? html`<button class="button newer" @click=${this.#toEnd}>${words.newMessages}</button>` : nothing}
      <form @submit=${this.#submit}>
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
        <textarea rows="1" maxlength=${TEXT_LIMIT} aria-label=${words.input} placeholder=${words.input} @keydown=${this.#key} data-testid="chat-input"></textarea>
        <button class="button primary icon-only" aria-label=${words.send} data-testid="chat-send">${icons.send}</button>
      </form>
    `;
  }

  /** @param {ChatMessage} message @param {ChatMessage | undefined} before */
  #message(message, before) {
    const follows = before?.name === message.name && before.seat === message.seat && Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS;
    return html`
      <li class=${follows ? 'follow' : ''} data-testid="chat-message">
        <p class="from ${follows ? 'only-read' : ''}">
          <b>${message.seat === this.seat ? strings.meeting.you : message.name || words.unknown}</b>
          <time datetime=${message.sentAt}>${clock.format(new Date(message.sentAt))}</time>
        </p>
        <p class="text">${parts(message.text).map(link)}</p>
      </li>
    `;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('messages')) {
      const mine = this.messages.at(-1)?.seat === this.seat;
      if (this.atEnd || mine) {
        this.#toEnd();
      } else {
        this.hasNewer = true;
      }
    }
  }

  firstUpdated() {
    // On a phone the keyboard would cover what the panel was opened for.
    if (matchMedia('(pointer: fine)').matches) {
      this.#input.focus();
    }
  }

  get #input() {
    return /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea'));
  }

  #toEnd() {
    const log = /** @type {HTMLElement} */ (this.renderRoot.querySelector('.log'));
    log.scrollTop = log.scrollHeight;
    this.hasNewer = false;
  }

  /** @param {Event} event */
  #scrolled({currentTarget}) {
    const {scrollHeight, scrollTop, clientHeight} = /** @type {HTMLElement} */ (currentTarget);
    this.atEnd = scrollHeight - scrollTop - clientHeight < AT_END;
    this.hasNewer &&= !this.atEnd;
  }

  /** Enter sends; while an input method is composing it only confirms. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  async #send() {
    const input = this.#input;
    const text = input.value.trim();
    if (!text) {
      return;
    }
    input.value = '';
    this.error = '';
    try {
      await this.session.chat(text);
    } catch {
      this.error = words.failed;
      input.value ||= text;
    }
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

/** @param {import('../../room/chat-text.js').Part} part */
function link({text, href}) {
  return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>` : text;
}

customElements.define('chat-panel', ChatPanel);
