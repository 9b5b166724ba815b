/**
 * The account's webhooks: add, switch, new secret, delete. A secret is shown once.
 *
 * @import {Webhook} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {attempt} from '../attempt.js';
import {moment} from '../format.js';
import {admin} from '../services.js';
import {strings} from '../strings.js';
import {adminStyle} from '../style/admin.css.js';
import {controls} from '../style/controls.css.js';
import '../confirm-dialog/confirm-dialog.js';
import '../menu-button/menu-button.js';
import '../once-secret/once-secret.js';

const words = strings.integrations;
/** docs/protocol.md §1.1 */
const EVENTS = ['meeting.created', 'meeting.changed', 'meeting.deleted', 'session.started', 'session.ended', 'participant.waiting', 'participant.joined', 'participant.left', 'chat.message', 'file.added', 'user.created', 'user.deleted'];

class WebhookList extends LitElement {
  static properties = {webhooks: {state: true}, secret: {state: true}, asking: {state: true}, busy: {state: true}, error: {state: true}};
  static styles = [controls, adminStyle];

  constructor() {
    super();
    /** @type {Webhook[] | null} null: not known yet */
    this.webhooks = null;
    /** @type {{about: string, secret: string} | null} */
    this.secret = null;
    /** @type {{what: 'rotate' | 'delete', webhook: Webhook} | null} */
    this.asking = null;
    this.busy = false;
    this.error = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#do(async () => {
      this.webhooks = await admin.webhooks();
    });
  }

  render() {
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">${words.webhooks}</h2>
        <p class="muted">${words.webhooksLead}</p>
        ${this.#list()}
        ${this.secret ? html`<once-secret .about=${this.secret.about} .secret=${this.secret.secret}></once-secret>` : nothing}
        <form @submit=${this.#add}>
          <label class="field"><span>${words.url}</span>
            <input name="url" type="url" required maxlength="500" placeholder=${words.urlPlaceholder} autocomplete="off" data-testid="webhook-url"></label>
          <fieldset class="choices"><legend>${words.events}</legend>
            ${EVENTS.map((name) => html`<label class="check"><input type="checkbox" name="event" value=${name} data-testid="event-${name}"><code>${name}</code></label>`)}
          </fieldset>
          ${this.error ? html`<p class="error" role="alert" data-testid="webhook-error">${this.error}</p>` : nothing}
          <div class="actions"><button class="button primary" ?disabled=${this.busy} data-testid="webhook-add">${words.addWebhook}</button></div>
        </form>
      </section>
      ${this.asking ? this.#ask(this.asking) : nothing}
    `;
  }

  #list() {
    if (!this.webhooks) {
      return this.error ? nothing : html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    return this.webhooks.length === 0
      ? html`<p class="empty muted">${words.noWebhooks}</p>`
      : html`<ul>${repeat(this.webhooks, ({id}) => id, (webhook) => html`<li data-testid="webhook">${this.#row(webhook)}</li>`)}</ul>`;
  }

  /** @param {Webhook} webhook */
  #row(webhook) {
    const {url, events, enabled, failingSince} = webhook;
    const items = [
      {id: 'switch', label: enabled ? words.disable : words.enable},
      {id: 'rotate', label: words.newSecret},
      {id: 'delete', label: strings.remove, danger: true},
    ];
    const facts = [events.join(', '), !enabled && words.off, failingSince && words.failing(moment(failingSince))].filter(Boolean);
    return html`
      <span class="about"><span class="name">${url}</span><span class="hint">${facts.join(' · ')}</span></span>
      <menu-button .label=${words.actions(url)} .items=${items} @choose=${(/** @type {CustomEvent<string>} */ {detail}) => this.#chosen(detail, webhook)}></menu-button>
    `;
  }

  /** @param {{what: 'rotate' | 'delete', webhook: Webhook}} asking */
  #ask({what, webhook}) {
    const isDelete = what === 'delete';
    return html`<confirm-dialog .heading=${isDelete ? words.removeTitle(webhook.url) : words.replaceTitle(webhook.url)} .lead=${isDelete ? words.removeWebhookLead : words.rotateLead}
      .submit=${isDelete ? strings.remove : words.newSecret} @close=${() => (this.asking = null)} @confirm=${() => this.#confirmed(what, webhook)}></confirm-dialog>`;
  }

  /** @param {string} what @param {Webhook} webhook */
  #chosen(what, webhook) {
    if (what === 'switch') {
      return this.#do(async () => this.#replace(await admin.switchWebhook(webhook.id, !webhook.enabled)));
    }
    this.asking = {what: /** @type {'rotate' | 'delete'} */ (what), webhook};
  }

  /** @param {'rotate' | 'delete'} what @param {Webhook} webhook */
  #confirmed(what, {id}) {
    this.asking = null;
    return this.#do(async () => {
      if (what === 'delete') {
        await admin.removeWebhook(id);
        this.webhooks = this.webhooks?.filter((known) => known.id !== id) ?? null;
      } else {
        const {secret, ...webhook} = await admin.rotateWebhook(id);
        this.#replace(webhook);
        this.secret = {about: webhook.url, secret};
      }
    });
  }

  /** @param {SubmitEvent} event */
  #add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const fields = new FormData(form);
    const events = fields.getAll('event').map(String);
    return this.#do(async () => {
      if (events.length === 0) {
        this.error = words.noneChosen;
        return;
      }
      const {secret, ...webhook} = await admin.addWebhook({url: String(fields.get('url')).trim(), events});
      this.webhooks = [...(this.webhooks ?? []), webhook];
      this.secret = {about: webhook.url, secret};
      form.reset();
    });
  }

  /** @param {Webhook} changed */
  #replace(changed) {
    this.webhooks = this.webhooks?.map((webhook) => (webhook.id === changed.id ? changed : webhook)) ?? null;
  }

  /** One thing at a time; a secret that was shown is gone with the next. @param {() => Promise<void>} what */
  #do(what) {
    this.secret = null;
    return attempt(this, what);
  }
}

customElements.define('webhook-list', WebhookList);
