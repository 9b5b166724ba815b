/**
 * The account's machine clients (I-5): add, new secret, delete. A secret is shown once.
 *
 * @import {ApiClient} from '../../net/messages.js'
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
/** docs/sign-on.md */
const SCOPES = ['meetings:read', 'meetings:write', 'chat:read', 'chat:write', 'files:read', 'files:write', 'recordings:read', 'recordings:write', 'users:read', 'users:write', 'audit:read'];

class ClientList extends LitElement {
  static properties = {clients: {state: true}, secret: {state: true}, asking: {state: true}, busy: {state: true}, error: {state: true}};
  static styles = [controls, adminStyle];

  constructor() {
    super();
    /** @type {ApiClient[] | null} null: not known yet */
    this.clients = null;
    /** @type {{about: string, secret: string} | null} */
    this.secret = null;
    /** @type {{what: 'replace' | 'delete', client: ApiClient} | null} */
    this.asking = null;
    this.busy = false;
    this.error = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#do(async () => {
      this.clients = await admin.clients();
    });
  }

  render() {
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">${words.clients}</h2>
        <p class="muted">${words.clientsLead}</p>
        ${this.#list()}
        ${this.secret ? html`<once-secret .about=${this.secret.about} .secret=${this.secret.secret}></once-secret>` : nothing}
        <form @submit=${this.#add}>
          <label class="field"><span>${words.name}</span>
            <input name="name" required maxlength="120" autocomplete="off" data-testid="client-name"></label>
          <fieldset class="choices"><legend>${words.scopes}</legend>
            ${SCOPES.map((name) => html`<label class="check"><input type="checkbox" name="scope" value=${name} data-testid="scope-${name}"><code>${name}</code></label>`)}
          </fieldset>
          ${this.error ? html`<p class="error" role="alert" data-testid="client-error">${this.error}</p>` : nothing}
          <div class="actions"><button class="button primary" ?disabled=${this.busy} data-testid="client-add">${words.addClient}</button></div>
        </form>
      </section>
      ${this.asking ? this.#ask(this.asking) : nothing}
    `;
  }

  #list() {
    if (!this.clients) {
      return this.error ? nothing : html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    return this.clients.length === 0
      ? html`<p class="empty muted">${words.noClients}</p>`
      : html`<ul>${repeat(this.clients, ({id}) => id, (client) => html`<li data-testid="client">${this.#row(client)}</li>`)}</ul>`;
  }

  /** @param {ApiClient} client */
  #row(client) {
    const {id, name, user, scopes, usedAt} = client;
    const items = [
      {id: 'replace', label: words.newSecret},
      {id: 'delete', label: strings.remove, danger: true},
    ];
    return html`
      <span class="about"><span class="name">${name}</span>
        <span class="hint">${words.clientId}: <code>${id}</code></span>
        <span class="hint">${[scopes.join(', '), words.actsAs(user.name), usedAt ? words.used(moment(usedAt)) : words.unused].join(' · ')}</span></span>
      <menu-button .label=${words.actions(name)} .items=${items} @choose=${(/** @type {CustomEvent<'replace' | 'delete'>} */ {detail}) => (this.asking = {what: detail, client})}></menu-button>
    `;
  }

  /** @param {{what: 'replace' | 'delete', client: ApiClient}} asking */
  #ask({what, client}) {
    const isDelete = what === 'delete';
    return html`<confirm-dialog .heading=${isDelete ? words.removeTitle(client.name) : words.replaceTitle(client.name)} .lead=${isDelete ? words.removeClientLead : words.replaceLead}
      .submit=${isDelete ? strings.remove : words.newSecret} @close=${() => (this.asking = null)} @confirm=${() => this.#confirmed(what, client)}></confirm-dialog>`;
  }

  /** @param {'replace' | 'delete'} what @param {ApiClient} client */
  #confirmed(what, {id, name}) {
    this.asking = null;
    return this.#do(async () => {
      if (what === 'delete') {
        await admin.removeClient(id);
        this.clients = this.clients?.filter((known) => known.id !== id) ?? null;
      } else {
        this.secret = {about: name, secret: (await admin.replaceSecret(id)).secret};
      }
    });
  }

  /** @param {SubmitEvent} event */
  #add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const fields = new FormData(form);
    const scopes = fields.getAll('scope').map(String);
    return this.#do(async () => {
      if (scopes.length === 0) {
        this.error = words.noneChosen;
        return;
      }
      const {secret, ...client} = await admin.addClient({name: String(fields.get('name')).trim(), scopes});
      this.clients = [...(this.clients ?? []), client];
      this.secret = {about: client.name, secret};
      form.reset();
    });
  }

  /** One thing at a time; a secret that was shown is gone with the next. @param {() => Promise<void>} what */
  #do(what) {
    this.secret = null;
    return attempt(this, what);
  }
}

customElements.define('client-list', ClientList);
