/**
 * A meeting's chat, in the live session and in the space. Text is only ever text: links are made from parts, never from
 * markup. Says `earlier` when older messages are wanted.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @import {FileDesk} from '../../room/file-desk.js'
 * @import {ChatAct} from '../chat-log/chat-log.js'
 * @typedef {object} ChatIntents a live session, or a space
 * @property {(text: string, more?: {replyTo?: number}) => Promise<void>} chat
 * @property {(id: number, text: string) => Promise<void>} editChat
 * @property {(id: number) => Promise<void>} deleteChat
 */
import {html, LitElement, nothing} from 'lit';
import {fetchFile} from '../fetch-file.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../chat-log/chat-log.js';
import {authorOf} from '../chat-log/message-view.js';
import '../modal-dialog/modal-dialog.js';
import {style} from './chat-box.css.js';
import {EMOJI} from './emoji.js';

const words = strings.chat;
/** docs/protocol.md §2.4 */
const TEXT_LIMIT = 4000;

/** @typedef {ChatBox} ChatBoxElement */
class ChatBox extends LitElement {
  static properties = {
    messages: {attribute: false},
    mayChange: {type: Boolean},
    hasEarlier: {type: Boolean},
    chat: {attribute: false},
    files: {attribute: false},
    error: {state: true},
    about: {state: true},
    removing: {state: true},
    choosing: {state: true},
  };
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {readonly ChatMessage[]} */
    this.messages = [];
    this.mayChange = false;
    this.hasEarlier = false;
    /** @type {ChatIntents} */
    this.chat = later();
    /** Where files of messages are. @type {FileDesk | null} */
    this.files = null;
    this.error = '';
    /** What the text below answers or replaces. @type {{how: 'reply' | 'edit', message: ChatMessage} | null} */
    this.about = null;
    /** @type {ChatMessage | null} asked about */
    this.removing = null;
    this.choosing = false;
  }

  render() {
    return html`
      <chat-log .messages=${this.messages} .mayChange=${this.mayChange} .hasEarlier=${this.hasEarlier} .fetch=${this.files ? this.#fetch : null} @act=${this.#act} @earlier=${this.#earlier}></chat-log>
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

  /** Puts the focus where one writes. */
  focusInput() {
    this.#input.focus();
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
      this.#attempt(() => this.chat.deleteChat(message.id), words.notChanged);
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

  /** @param {CustomEvent<ChatAct>} event */
  #act({detail: {how, message}}) {
    if (how === 'remove') {
      this.removing = message;
    } else {
      this.#take(how, message);
    }
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

  #earlier() {
    this.dispatchEvent(new CustomEvent('earlier'));
  }

  /** @param {string} id */
  #fetch = async (id) => {
    const desk = this.files;
    if (desk) {
      await this.#attempt(async () => fetchFile(desk, await desk.find(id)), words.fileLost);
    }
  };

  get #input() {
    return /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea'));
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
      ? await this.#attempt(() => this.chat.editChat(edited.id, text), words.notChanged)
      : await this.#attempt(() => this.chat.chat(text, {replyTo: about?.message.id}), words.failed);
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
}

customElements.define('chat-box', ChatBox);
