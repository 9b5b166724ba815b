/**
 * The meeting's chat. Text is only ever text: links are made from parts, never from markup. Says `close`.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @import {LiveSession} from '../../room/live-session.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {panel} from '../style/panel.css.js';
import '../modal-dialog/modal-dialog.js';
import {style} from './chat-panel.css.js';
import {EMOJI} from './emoji.js';
import {authorOf, messageView} from './message-view.js';

const words = strings.chat;
/** docs/protocol.md §2.4 */
const TEXT_LIMIT = 4000;
/** Messages of one person this close together stand under one name. */
const TOGETHER_MS = 5 * 60_000;
/** Nearer to the end than this counts as being at the end, CSS pixels. */
const AT_END = 40;

class ChatPanel extends LitElement {
  static properties = {messages: {attribute: false}, mayChange: {type: Boolean}, session: {attribute: false}, error: {state: true}, hasNewer: {state: true}, about: {state: true}, removing: {state: true}, choosing: {state: true}};
  static styles = [controls, panel, style];

  constructor() {
    super();
    /** @type {readonly ChatMessage[]} */
    this.messages = [];
    this.mayChange = false;
    /** @type {LiveSession} */
    this.session = later();
    this.error = '';
    this.hasNewer = false;
    this.atEnd = true;
    /** What the text below answers or replaces. @type {{how: 'reply' | 'edit', message: ChatMessage} | null} */
    this.about = null;
    /** @type {ChatMessage | null} asked about */
    this.removing = null;
    this.choosing = false;
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
        ${this.about ? this.#subject(this.about) : nothing}
        ${this.choosing ? this.#emoji() : nothing}
        <button type="button" class="button icon-only quiet" aria-label=${words.emoji} title=${words.emoji} aria-expanded=${this.choosing} @click=${() => (this.choosing = !this.choosing)} data-testid="chat-emoji">${icons.smile}</button>
        <textarea rows="1" maxlength=${TEXT_LIMIT} aria-label=${words.input} placeholder=${words.input} @keydown=${this.#key} data-testid="chat-input"></textarea>
        <button class="button primary icon-only" aria-label=${this.about?.how === 'edit' ? words.save : words.send} data-testid="chat-send">${this.about?.how === 'edit' ? icons.check : icons.send}</button>
      </form>
      ${this.removing ? this.#ask(this.removing) : nothing}
    `;
  }

  /** @param {ChatMessage} message @param {ChatMessage | undefined} before */
  #message(message, before) {
    const follows = before?.name === message.name && before?.mine === message.mine && before.seat === message.seat && !message.replyTo && Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS;
    return messageView(message, follows, {
      mayChange: this.mayChange,
      reply: () => this.#take('reply', message),
      edit: () => this.#take('edit', message),
      remove: () => (this.removing = message),
    });
  }

  /** @param {{how: 'reply' | 'edit', message: ChatMessage}} about */
  #subject({how, message}) {
    return html`
      <div class="about" data-testid="chat-about">
        <span>${how === 'edit' ? words.editing : words.replyingTo(authorOf(message))}</span>
        <button type="button" class="button icon-only quiet" aria-label=${words.stop} title=${words.stop} @click=${this.#drop}>${icons.close}</button>
      </div>
    `;
  }

  #emoji() {
    return html`
      <div class="emoji" role="group" aria-label=${words.emoji}>
        ${EMOJI.map((emoji) => html`<button type="button" class="button icon-only quiet" aria-label=${words.emojiOf(emoji)} @click=${() => this.#insert(emoji)}>${emoji}</button>`)}
      </div>
    `;
  }

  /** @param {ChatMessage} message */
  #ask(message) {
    const done = () => (this.removing = null);
    const remove = () => {
      done();
      this.#attempt(() => this.session.deleteChat(message.id), words.notChanged);
    };
    return html`
      <modal-dialog .heading=${words.removeTitle} @close=${done}>
        <p class="muted">${words.removeLead}</p>
        <div class="ask">
          <button class="button" @click=${done}>${strings.cancel}</button>
          <button class="button danger" @click=${remove} data-testid="chat-delete-confirm">${words.remove}</button>
        </div>
      </modal-dialog>
    `;
  }

  /** @param {'reply' | 'edit'} how @param {ChatMessage} message */
  #take(how, message) {
    this.about = {how, message};
    if (how === 'edit') {
      this.#input.value = message.text;
    }
    this.#input.focus();
  }

  #drop() {
    if (this.about?.how === 'edit') {
      this.#input.value = '';
    }
    this.about = null;
    this.#input.focus();
  }

  /** @param {string} emoji */
  #insert(emoji) {
    const input = this.#input;
    input.setRangeText(emoji, input.selectionStart, input.selectionEnd, 'end');
    this.choosing = false;
    input.focus();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('messages')) {
      const mine = this.messages.at(-1)?.mine;
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
    } else if (event.key === 'Escape' && (this.about || this.choosing)) {
      // Not the panel: only what was begun in it.
      event.stopPropagation();
      this.choosing = false;
      this.#drop();
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
    const about = this.about;
    const edited = about?.how === 'edit' ? about.message : null;
    input.value = '';
    this.about = null;
    const sent = edited
      ? await this.#attempt(() => this.session.editChat(edited.id, text), words.notChanged)
      : await this.#attempt(() => this.session.chat(text, about?.message.id), words.failed);
    if (!sent) {
      input.value ||= text;
      this.about ??= about;
    }
  }

  /** @param {() => Promise<void>} act @param {string} otherwise what to say when it fails @returns {Promise<boolean>} */
  async #attempt(act, otherwise) {
    this.error = '';
    try {
      await act();
      return true;
    } catch {
      this.error = otherwise;
      return false;
    }
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('chat-panel', ChatPanel);
