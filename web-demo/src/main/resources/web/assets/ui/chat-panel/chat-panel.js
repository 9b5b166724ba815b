/**
 * Chat and files beside the tiles. Says `close`.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @import {LiveSession} from '../../room/live-session.js'
 * @import {ChatBoxElement} from '../chat-box/chat-box.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {panel} from '../style/panel.css.js';
import '../chat-box/chat-box.js';
import '../file-list/file-list.js';
import '../tab-list/tab-list.js';

const words = strings.chat;

class ChatPanel extends LitElement {
  static properties = {messages: {attribute: false}, mayChange: {type: Boolean}, session: {attribute: false}, tab: {state: true}};
  static styles = [
    controls,
    panel,
    css`
      header {
        padding-inline-start: 0.5rem;
      }
      chat-box,
      file-list {
        flex: 1;
        min-height: 0;
      }
      file-list {
        padding: 1rem 1.125rem;
        overflow-y: auto;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {readonly ChatMessage[]} */
    this.messages = [];
    this.mayChange = false;
    /** @type {LiveSession} */
    this.session = later();
    /** @type {'chat' | 'files'} */
    this.tab = 'chat';
  }

  render() {
    const tabs = [{id: 'chat', label: words.title}, {id: 'files', label: strings.files.title}];
    const {files} = this.session;
    return html`
      <header>
        <tab-list .tabs=${tabs} .active=${this.tab} .label=${words.title} @tab=${(/** @type {CustomEvent<'chat' | 'files'>} */ {detail}) => (this.tab = detail)}></tab-list>
        <button class="button icon-only" aria-label=${strings.close} @click=${this.#close} data-testid="close-chat">${icons.close}</button>
      </header>
      <chat-box ?hidden=${this.tab !== 'chat'} .messages=${this.messages} .mayChange=${this.mayChange} .chat=${this.session} .files=${files}></chat-box>
      ${this.tab === 'files' && files ? html`<file-list .desk=${files} tabindex="0" role="region" aria-label=${strings.files.title}></file-list>` : nothing}
    `;
  }

  firstUpdated() {
    // On a phone the keyboard would cover what the panel was opened for.
    if (matchMedia('(pointer: fine)').matches) {
      const box = /** @type {ChatBoxElement} */ (this.renderRoot.querySelector('chat-box'));
      box.updateComplete.then(() => box.focusInput());
    }
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('chat-panel', ChatPanel);
