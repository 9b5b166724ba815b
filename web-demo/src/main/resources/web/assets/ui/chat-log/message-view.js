/**
 * One chat message as a template.
 *
 * @import {ChatMessage} from '../../net/messages.js'
 * @typedef {object} MessageActions
 * @property {boolean} mayChange whether one's own messages may be edited and deleted
 * @property {(message: ChatMessage) => void} reply
 * @property {(message: ChatMessage) => void} edit
 * @property {(message: ChatMessage) => void} remove
 * @property {((file: string) => void) | null} fetch of an attached file; null: not from here
 * @typedef {object} Place
 * @property {boolean} follows whether it stands under the name of the one before
 * @property {boolean} isFirstOfDay
 */
import {html, nothing} from 'lit';
import {byteSize} from '../../room/byte-size.js';
import {icons} from '../icons.js';
import {clock, dayOf} from '../format.js';
import {strings} from '../strings.js';
import {markdownView} from './markdown-view.js';

const words = strings.chat;

/** @param {ChatMessage} message */
export function authorOf(message) {
  return message.mine ? strings.meeting.you : message.name || words.unknown;
}

/** @param {ChatMessage} message @param {Place} place @param {MessageActions} actions */
export function messageView(message, {follows, isFirstOfDay}, actions) {
  return html`
    <li class="message ${follows ? 'follow' : ''}" data-testid="chat-message" data-id=${message.id}>
      ${isFirstOfDay ? html`<p class="day">${dayOf(message.sentAt)}</p>` : nothing}
      <p class="from ${follows ? 'only-read' : ''}">
        <b>${authorOf(message)}</b>
        <time datetime=${message.sentAt}>${clock(message.sentAt)}</time>
      </p>
      ${message.deletedAt ? html`<p class="gone">${words.deleted}</p>` : body(message, actions)}
      ${message.deletedAt ? nothing : tools(message, actions)}
    </li>
  `;
}

/** @param {ChatMessage} message @param {MessageActions} actions */
function body({text, replyTo, attachment, location, editedAt}, actions) {
  return html`
    ${replyTo ? html`<blockquote data-testid="chat-quote"><b>${replyTo.name || words.unknown}</b> ${replyTo.text}</blockquote>` : nothing}
    ${markdownView(text)}
    ${attachment ? file(attachment, actions) : nothing}
    ${location ? html`<p class="extra">${icons.pin}<span>${location.label || words.place} (${location.latitude}, ${location.longitude})</span></p>` : nothing}
    ${editedAt ? html`<p class="edited">${words.edited}</p>` : nothing}
  `;
}

/** @param {NonNullable<ChatMessage['attachment']>} attachment @param {MessageActions} actions */
function file({file: id, name, sizeBytes}, {fetch}) {
  if (!id) {
    return html`<p class="extra gone">${icons.file}<span>${words.fileGone}</span></p>`;
  }
  const about = html`${icons.file}<span>${name}</span><span class="size">${byteSize(sizeBytes ?? 0)}</span>`;
  return fetch ? html`<button class="extra file" title=${words.fetch} @click=${() => fetch(id)} data-testid="chat-file">${about}</button>` : html`<p class="extra">${about}</p>`;
}

/** @param {ChatMessage} message @param {MessageActions} actions */
function tools(message, {mayChange, reply, edit, remove}) {
  const own = message.mine && mayChange;
  return html`
    <div class="tools" role="group" aria-label=${words.actions(authorOf(message))}>
      ${tool('reply', words.reply, icons.reply, () => reply(message))}
      ${own && message.text ? tool('edit', words.edit, icons.edit, () => edit(message)) : nothing}
      ${own ? tool('delete', words.remove, icons.bin, () => remove(message)) : nothing}
    </div>
  `;
}

/** @param {string} id @param {string} label @param {unknown} icon @param {() => void} act */
function tool(id, label, icon, act) {
  return html`<button class="button icon-only quiet" aria-label=${label} title=${label} @click=${act} data-testid="chat-${id}">${icon}</button>`;
}
