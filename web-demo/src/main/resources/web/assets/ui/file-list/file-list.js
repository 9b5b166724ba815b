/**
 * The files of a meeting: add by choosing or dropping, fetch, delete one's own (X-15). In the space and in the live
 * session alike.
 *
 * @import {MeetingFile} from '../../net/messages.js'
 * @import {FileDesk} from '../../room/file-desk.js'
 * @import {Transfer} from '../../room/file-state.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {byteSize} from '../../room/byte-size.js';
import {fetchFile} from '../fetch-file.js';
import {moment} from '../format.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../modal-dialog/modal-dialog.js';
import {style} from './file-list.css.js';

const words = strings.files;

class FileList extends LitElement {
  static properties = {desk: {attribute: false}, over: {state: true}, removing: {state: true}, error: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {FileDesk} */
    this.desk = later();
    /** Whether files are dragged over. */
    this.over = false;
    /** @type {MeetingFile | null} asked about */
    this.removing = null;
    this.error = '';
    this.unlisten = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = this.desk.listen(() => this.requestUpdate());
    if (!this.desk.state.files) {
      this.desk.load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten();
  }

  render() {
    const {transfers} = this.desk.state;
    return html`
      ${this.#add()}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      ${transfers.length > 0 ? html`<ul data-testid="transfers">${repeat(transfers, ({id}) => id, (transfer) => this.#transfer(transfer))}</ul>` : nothing}
      ${this.#files()}
      ${this.removing ? this.#ask(this.removing) : nothing}
    `;
  }

  #add() {
    return html`
      <div class="add ${this.over ? 'over' : ''}" @dragover=${this.#drag} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
        <label class="button">${icons.plus}${words.add}<input type="file" multiple @change=${this.#chosen} data-testid="file-choose"></label>
        <p class="hint">${this.desk.limitBytes < Infinity ? words.dropLimit(byteSize(this.desk.limitBytes)) : words.drop}</p>
      </div>
    `;
  }

  #files() {
    const {files, next, error} = this.desk.state;
    if (error && !files) {
      return html`<p class="error" role="alert" data-testid="files-error">${errorText(error)}</p><button class="button more" @click=${() => this.desk.load()}>${strings.again}</button>`;
    }
    if (!files) {
      return html`<p class="empty" role="status">${strings.loading}</p>`;
    }
    if (files.length === 0) {
      return this.desk.state.transfers.length > 0 ? nothing : html`<p class="empty" data-testid="no-files">${words.empty}</p>`;
    }
    return html`
      <ul data-testid="files" aria-label=${words.title}>${repeat(files, ({id}) => id, (file) => this.#file(file))}</ul>
      ${next ? html`<button class="button more" @click=${() => this.desk.more()}>${strings.more}</button>` : nothing}
    `;
  }

  /** @param {MeetingFile} file */
  #file(file) {
    const {name, sizeBytes, addedAt, addedBy, lost} = file;
    const facts = [byteSize(sizeBytes), addedBy.name || strings.chat.unknown, moment(addedAt)];
    return html`
      <li data-testid="file">
        ${icons.file}
        <span class="about"><span class="name" title=${name}>${name}</span><span class="facts">${lost ? words.lost : facts.join(' · ')}</span></span>
        <span class="actions">
          <button class="button icon-only quiet" ?disabled=${lost} aria-label=${words.fetch(name)} title=${words.fetch(name)} @click=${() => fetchFile(this.desk, file)} data-testid="file-fetch">${icons.download}</button>
          ${this.desk.isMine(file) ? html`<button class="button icon-only quiet" aria-label=${words.remove(name)} title=${words.remove(name)} @click=${() => (this.removing = file)} data-testid="file-delete">${icons.bin}</button>` : nothing}
        </span>
      </li>
    `;
  }

  /** @param {Transfer} transfer */
  #transfer({id, direction, name, sizeBytes, doneBytes, state, error}) {
    const isFailed = state === 'failed';
    const label = words.progress[direction](name);
    const fact = isFailed ? errorText(error) : state === 'waiting' ? words.waits : words.done(byteSize(doneBytes), byteSize(sizeBytes));
    const end = isFailed ? words.dismiss(name) : words.cancel(name);
    return html`
      <li data-testid="transfer" data-state=${state}>
        ${direction === 'up' ? icons.upload : icons.download}
        <span class="about"><span class="name" title=${name}>${name}</span>
          <span class="facts ${isFailed ? 'error' : ''}" role=${isFailed ? 'alert' : nothing}>${fact}</span></span>
        <button class="button icon-only quiet" aria-label=${end} title=${end} @click=${() => this.desk.cancel(id)} data-testid="transfer-cancel">${icons.close}</button>
        ${isFailed ? nothing : html`<progress max=${Math.max(1, sizeBytes)} .value=${doneBytes} aria-label=${label}></progress>`}
      </li>
    `;
  }

  /** @param {MeetingFile} file */
  #ask(file) {
    const done = () => (this.removing = null);
    return html`
      <modal-dialog .heading=${words.removeTitle} @close=${done}>
        <p class="muted">${words.removeLead(file.name)}</p>
        <div class="ask">
          <button class="button" @click=${done}>${strings.cancel}</button>
          <button class="button danger" @click=${() => this.#remove(file)} data-testid="file-delete-confirm">${strings.remove}</button>
        </div>
      </modal-dialog>
    `;
  }

  /** @param {MeetingFile} file */
  async #remove(file) {
    this.removing = null;
    this.error = '';
    try {
      await this.desk.remove(file);
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** @param {Event} event */
  #chosen({currentTarget}) {
    const input = /** @type {HTMLInputElement} */ (currentTarget);
    this.desk.add(input.files ?? []);
    input.value = '';
  }

  /** @param {DragEvent} event */
  #drag(event) {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.over = true;
    }
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.desk.add(event.dataTransfer?.files ?? []);
  }
}

customElements.define('file-list', FileList);
