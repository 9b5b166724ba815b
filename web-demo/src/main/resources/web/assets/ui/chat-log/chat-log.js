/**
 * The messages of a chat, and where one reads: at the end, unless one scrolled away from it. Says `earlier` when older
 * messages are wanted, and `act` (detail: what is to be done with which message).
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @typedef {{how: 'reply' | 'edit' | 'remove', message: ChatMessage}} ChatAct
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {sameDay} from '../../room/when.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './chat-log.css.js';
import {messageView} from './message-view.js';

const words = strings.chat;
/** Messages of one person this close together stand under one name. */
const TOGETHER_MS = 5 * 60_000;
/** Nearer to the end than this counts as being at the end, CSS pixels. */
const AT_END = 40;

class ChatLog extends LitElement {
  static properties = {messages: {attribute: false}, mayChange: {type: Boolean}, hasEarlier: {type: Boolean}, fetch: {attribute: false}, hasNewer: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {readonly ChatMessage[]} */
    this.messages = [];
    this.mayChange = false;
    this.hasEarlier = false;
    /** Fetches an attached file; null: not from here. @type {((file: string) => void) | null} */
    this.fetch = null;
    this.hasNewer = false;
    this.atEnd = true;
    /** Before older messages come. */
    this.heightBefore = 0;
    this.resizing = new ResizeObserver(() => this.atEnd && this.#toEnd());
  }

  render() {
    return html`
      ${this.messages.length === 0 ? html`<p class="empty" data-testid="chat-empty">${words.empty}</p>` : nothing}
      <div class="log" role="log" aria-live="polite" aria-label=${words.title} tabindex="0" ?hidden=${this.messages.length === 0} @scroll=${this.#scrolled}>
        ${this.hasEarlier ? html`<button class="button earlier" @click=${() => this.dispatchEvent(new CustomEvent('earlier'))} data-testid="chat-earlier">${words.earlier}</button>` : nothing}
        <ol>
          ${repeat(this.messages, ({id}) => id, (message, i) => this.#message(message, this.messages[i - 1]))}
        </ol>
      </div>
      ${this.hasNewer ? html`<button class="button newer" @click=${this.#toEnd}>${words.newMessages}</button>` : nothing}
    `;
  }

  /** @param {ChatMessage} message @param {ChatMessage | undefined} before */
  #message(message, before) {
    const isSameDay = before !== undefined && sameDay(before.sentAt, message.sentAt);
    return messageView(message, {follows: isSameDay && follows(message, before), isFirstOfDay: !isSameDay}, {
      mayChange: this.mayChange,
      reply: () => this.#say('reply', message),
      edit: () => this.#say('edit', message),
      remove: () => this.#say('remove', message),
      fetch: this.fetch,
    });
  }

  /** @param {ChatAct['how']} how @param {ChatMessage} message */
  #say(how, message) {
    this.dispatchEvent(new CustomEvent('act', {detail: {how, message}}));
  }

  firstUpdated() {
    // Who reads the end goes on doing so when the log, or what is below it, changes its height.
    this.resizing.observe(this.#log);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizing.disconnect();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('messages') && this.hasUpdated) {
      this.heightBefore = this.#log.scrollHeight;
    }
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('messages')) {
      return;
    }
    const before = /** @type {readonly ChatMessage[] | undefined} */ (changed.get('messages')) ?? [];
    const isOlder = before.length > 0 && (this.messages[0]?.id ?? 0) < before[0].id;
    const isNews = (this.messages.at(-1)?.id ?? 0) > (before.at(-1)?.id ?? 0);
    if (isOlder) {
      this.#log.scrollTop += this.#log.scrollHeight - this.heightBefore;
    } else if (this.atEnd || (isNews && this.messages.at(-1)?.mine)) {
      this.#toEnd();
    } else if (isNews) {
      this.hasNewer = true;
    }
  }

  get #log() {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector('.log'));
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.hasNewer = false;
  }

  /** @param {Event} event */
  #scrolled({currentTarget}) {
    const {scrollHeight, scrollTop, clientHeight} = /** @type {HTMLElement} */ (currentTarget);
    this.atEnd = scrollHeight - scrollTop - clientHeight < AT_END;
    this.hasNewer &&= !this.atEnd;
  }
}

/** Whether a message stands under the name of the one before. @param {ChatMessage} message @param {ChatMessage} before */
function follows(message, before) {
  const isSamePerson = before.name === message.name && before.mine === message.mine && before.seat === message.seat;
  return isSamePerson && !message.replyTo && Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS;
}

customElements.define('chat-log', ChatLog);
