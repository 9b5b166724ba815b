/**
 * One chat message as a template.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @typedef {object} MessageActions
 * @property {boolean} mayChange whether one's own messages may be edited and deleted
 * @property {(message: ChatMessage) => void} reply
 * @property {(message: ChatMessage) => void} edit
 * @property {(message: ChatMessage) => void} remove
 */
import {html, nothing} from 'lit';
import {icons} from '../icons.js';
import {strings} from '../strings.js';
import {markdownView} from './markdown-view.js';

const words = strings.chat;
const clock = new Intl.DateTimeFormat(undefined, {hour: 'numeric', minute: '2-digit'});

/** @param {ChatMessage} message */
export function authorOf(message) {
  return message.mine ? strings.meeting.you : message.name || words.unknown;
}

/** @param {ChatMessage} message @param {boolean} follows whether it stands under the name of the one before @param {MessageActions} actions */
export function messageView(message, follows, actions) {
  return html`
    <li class=${follows ? 'follow' : ''} data-testid="chat-message" data-id=${message.id}>
      <p class="from ${follows ? 'only-read' : ''}">
        <b>${authorOf(message)}</b>
        <time datetime=${message.sentAt}>${clock.format(new Date(message.sentAt))}</time>
      </p>
      ${message.deletedAt ? html`<p class="gone">${words.deleted}</p>` : body(message)}
      ${message.deletedAt ? nothing : tools(message, actions)}
    </li>
  `;
}

/** @param {ChatMessage} message */
function body({text, replyTo, attachment, location, editedAt}) {
  return html`
    ${replyTo ? html`<blockquote data-testid="chat-quote"><b>${replyTo.name || words.unknown}</b> ${replyTo.text}</blockquote>` : nothing}
    ${markdownView(text)}
    ${attachment ? html`<p class="extra">${icons.file}<span>${attachment.file ? attachment.name : words.fileGone}</span></p>` : nothing}
    ${location ? html`<p class="extra">${icons.pin}<span>${location.label || words.place} (${location.latitude}, ${location.longitude})</span></p>` : nothing}
    ${editedAt ? html`<p class="edited">${words.edited}</p>` : nothing}
  `;
}

/** @param {ChatMessage} message @param {MessageActions} actions */
function tools(message, {mayChange, reply, edit, remove}) {
  const own = message.mine && mayChange;
  return html`
    <div class="tools" role="group" aria-label=${words.actions(authorOf(message))}>
      ${tool('reply', words.reply, icons.reply, () => reply(message))}
      ${own ? tool('edit', words.edit, icons.edit, () => edit(message)) : nothing}
      ${own ? tool('delete', words.remove, icons.bin, () => remove(message)) : nothing}
    </div>
  `;
}

/** @param {string} id @param {string} label @param {unknown} icon @param {() => void} act */
function tool(id, label, icon, act) {
  return html`<button class="button icon-only quiet" aria-label=${label} title=${label} @click=${act} data-testid="chat-${id}">${icon}</button>`;
}
