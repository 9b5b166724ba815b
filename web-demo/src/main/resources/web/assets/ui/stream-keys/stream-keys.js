/**
 * The stream keys of a meeting, for its organizer (docs/whip.md): make one, copy its secret, which is shown once, and
 * end one, with the streams that came by it.
 *
 * @import {StreamKey} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {attempt} from '../attempt.js';
import {moment} from '../format.js';
import {icons} from '../icons.js';
import {meetings} from '../services.js';
import {strings} from '../strings.js';
import {adminStyle} from '../style/admin.css.js';
import {controls} from '../style/controls.css.js';
import '../confirm-dialog/confirm-dialog.js';
import '../copy-button/copy-button.js';

const words = strings.streams;
const HOUR_MS = 3_600_000;
/** What may be chosen; the server takes 366 days at most. */
const HOURS = [4, 24, 7 * 24, 30 * 24, 365 * 24];
const USUAL_HOURS = 24;

class StreamKeys extends LitElement {
  static properties = {meetingId: {}, keys: {state: true}, made: {state: true}, asking: {state: true}, busy: {state: true}, error: {state: true}};
  static styles = [
    controls,
    adminStyle,
    css`
      .made {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.75rem;
        margin: 1rem 0;
        padding: 1rem;
        border: 1px solid var(--field-line);
        border-radius: 10px;
      }
      .made > p {
        grid-column: 1 / -1;
      }
      .made span {
        display: block;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .made code {
        overflow-wrap: anywhere;
        user-select: all;
      }
      .over .name {
        font-weight: 400;
        text-decoration: line-through;
      }
      @media (max-width: 480px) {
        .made {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    this.meetingId = '';
    /** @type {StreamKey[] | null} null: not known yet */
    this.keys = null;
    /** @type {(StreamKey & {secret: string, url: string}) | null} shown until the next thing is done */
    this.made = null;
    /** @type {StreamKey | null} asked about */
    this.asking = null;
    this.busy = false;
    this.error = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#do(async () => {
      this.keys = await meetings.streamKeys(this.meetingId);
    });
  }

  render() {
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title" tabindex="-1">${words.keys}</h2>
        <p class="muted">${words.lead}</p>
        ${this.#list()}
        ${this.made ? this.#once(this.made) : nothing}
        <form @submit=${this.#make} aria-label=${words.make}>
          <div class="field"><label for="name">${words.name}</label>
            <input id="name" name="name" required maxlength="100" pattern=".*\\S.*" autocomplete="off" aria-describedby="name-hint" data-testid="stream-name"><p class="hint" id="name-hint">${words.nameHint}</p></div>
          <div class="pair">
            <label class="field"><span>${words.use}</span>
              <select name="scope" data-testid="stream-scope">${(/** @type {const} */ (['publish', 'view'])).map((scope) => html`<option value=${scope}>${words.scopes[scope]}</option>`)}</select></label>
            <label class="field"><span>${words.lasts}</span>
              <select name="hours" data-testid="stream-hours">${HOURS.map((hours) => html`<option value=${hours} ?selected=${hours === USUAL_HOURS}>${words.hours(hours)}</option>`)}</select></label>
          </div>
          ${this.error ? html`<p class="error" role="alert" data-testid="stream-error">${this.error}</p>` : nothing}
          <div class="actions"><button class="button primary" ?disabled=${this.busy} data-testid="stream-make">${words.make}</button></div>
        </form>
      </section>
      ${this.asking ? this.#ask(this.asking) : nothing}
    `;
  }

  #list() {
    if (!this.keys) {
      return this.error ? nothing : html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    return this.keys.length === 0
      ? html`<p class="empty muted" data-testid="no-streams">${words.none}</p>`
      : html`<ul aria-labelledby="title">${repeat(this.keys, ({id}) => id, (key) => this.#row(key))}</ul>`;
  }

  /** @param {StreamKey} key */
  #row(key) {
    const {name, scope, expiresAt} = key;
    const isOver = new Date(expiresAt) <= new Date();
    return html`
      <li class=${isOver ? 'over' : ''} data-testid="stream-key">
        <span class="about"><span class="name">${name}</span>
          <span class="hint">${[words.scopes[scope], isOver ? words.expired(moment(expiresAt)) : words.until(moment(expiresAt))].join(' · ')}</span></span>
        <button class="button icon-only quiet" aria-label=${words.end(name)} title=${words.end(name)} ?disabled=${this.busy} @click=${() => (this.asking = key)} data-testid="stream-end">${icons.bin}</button>
      </li>
    `;
  }

  /** @param {{name: string, scope: StreamKey['scope'], secret: string, url: string}} made */
  #once({name, scope, secret, url}) {
    return html`
      <div class="made" role="group" aria-labelledby="made" data-testid="stream-made">
        <p id="made" role="status" tabindex="-1"><strong>${name}</strong>: ${strings.admin.secretOnce}</p>
        <div><span>${words.url[scope]}</span><code data-testid="stream-url">${url}</code></div>
        <copy-button .label=${words.copyUrl} .text=${url}></copy-button>
        <div><span>${words.secret}</span><code data-testid="stream-secret">${secret}</code></div>
        <copy-button .label=${strings.admin.copySecret} .text=${secret}></copy-button>
      </div>
    `;
  }

  /** @param {StreamKey} key */
  #ask(key) {
    return html`<confirm-dialog .heading=${words.endTitle(key.name)} .lead=${words.endLead} .submit=${words.endSubmit} @close=${() => (this.asking = null)} @confirm=${() => this.#end(key)}></confirm-dialog>`;
  }

  /** @param {SubmitEvent} event */
  async #make(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const fields = new FormData(form);
    const expiresAt = new Date(Date.now() + Number(fields.get('hours')) * HOUR_MS).toISOString();
    await this.#do(async () => {
      const scope = /** @type {StreamKey['scope']} */ (fields.get('scope'));
      const made = await meetings.makeStreamKey(this.meetingId, {scope, name: String(fields.get('name')).trim(), expiresAt});
      const {secret: _, url: __, ...key} = made;
      this.keys = this.keys ? [...this.keys, key] : await meetings.streamKeys(this.meetingId);
      this.made = made;
      form.reset();
    });
    await this.#focus('#made');
  }

  /** @param {StreamKey} key */
  async #end({id}) {
    this.asking = null;
    await this.#do(async () => {
      await meetings.endStreamKey(this.meetingId, id);
      this.keys = this.keys?.filter((known) => known.id !== id) ?? null;
    });
    await this.#focus('#title'); // what had it is gone
  }

  /** @param {string} selector */
  async #focus(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector))?.focus();
  }

  /** One thing at a time; a secret that was shown is gone with the next. @param {() => Promise<void>} what */
  #do(what) {
    this.made = null;
    return attempt(this, what);
  }
}

customElements.define('stream-keys', StreamKeys);
