/**
 * `/people`: who is in the account, for administrators: add, block, give a new password.
 *
 * @import {User} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {attempt} from '../attempt.js';
import {icons} from '../icons.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './people-page.css.js';
import '../admin-frame/admin-frame.js';

const words = strings.accountPeople;

class PeoplePage extends LitElement {
  static properties = {
    users: {state: true},
    next: {state: true},
    busy: {state: true},
    error: {state: true},
    given: {state: true},
    copied: {state: true},
  };
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {User[]} */
    this.users = [];
    /** @type {string | undefined} */
    this.next = undefined;
    this.busy = false;
    this.error = '';
    /** @type {{name: string, password?: string} | null} whom a password was made for */
    this.given = null;
    this.copied = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#do(() => this.#load());
  }

  render() {
    return html`
      <admin-frame page="people">
        ${this.#form()}
        <h2>${words.all}</h2>
        ${this.error ? html`<p class="error" role="alert" data-testid="people-error">${this.error}</p>` : nothing}
        <ul data-testid="people">${repeat(this.users, ({id}) => id, (user) => html`<li>${this.#row(user)}</li>`)}</ul>
        ${this.next ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.#do(() => this.#load())}>${words.more}</button>` : nothing}
      </admin-frame>
    `;
  }

  #form() {
    return html`
      <section class="card" aria-labelledby="add-title">
        <h2 id="add-title">${words.addTitle}</h2>
        <form @submit=${this.#add}>
          <label class="field"><span>${words.name}</span>
            <input name="name" required maxlength="120" autocomplete="off" data-testid="person-name"></label>
          <label class="field"><span>${words.email}</span>
            <input name="email" type="email" required maxlength="254" autocomplete="off" data-testid="person-email"></label>
          <label class="field"><span>${words.role}</span>
            <select name="role" data-testid="person-role"><option value="user">${words.roles.user}</option><option value="customer-admin">${words.roles['customer-admin']}</option></select></label>
          <button class="button primary" ?disabled=${this.busy} data-testid="person-add">${words.add}</button>
        </form>
        <div role="status">${this.given ? this.#password(this.given) : nothing}</div>
      </section>
    `;
  }

  /** @param {{name: string, password?: string}} given */
  #password({name, password}) {
    return password
      ? html`<div class="given"><p>${words.given(name)}</p><code data-testid="given-password">${password}</code>
          <button class="button" @click=${() => this.#copy(password)}>${this.copied ? icons.check : icons.copy}${this.copied ? strings.copied : words.copy}</button></div>`
      : html`<p class="given">${words.mailed(name)}</p>`;
  }

  /** @param {User} user */
  #row(user) {
    const self = user.id === api.user?.id;
    const facts = [self && words.you, words.roles[user.role], user.disabled && words.disabled, user.mustChangePassword && words.waiting];
    return html`
      <span class="about">
        <span class="name">${user.name}</span>
        <span class="muted">${user.email} · ${facts.filter(Boolean).join(' · ')}</span>
      </span>
      ${self ? nothing : this.#actions(user)}
    `;
  }

  /** @param {User} user */
  #actions(user) {
    const label = user.disabled ? words.enable : words.disable;
    return html`
      <span class="actions">
        <button class="button" ?disabled=${this.busy} aria-label="${words.reset}: ${user.name}" @click=${() => this.#do(() => this.#reset(user))}>${words.reset}</button>
        <button class="button" ?disabled=${this.busy} aria-label="${label}: ${user.name}" @click=${() => this.#do(() => this.#block(user))}>${label}</button>
      </span>
    `;
  }

  async #load() {
    const {items, next} = await api.users(this.next);
    this.users = [...this.users, ...items];
    this.next = next;
  }

  /** @param {SubmitEvent} event */
  #add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const [name, email, role] = ['name', 'email', 'role'].map((field) => String(new FormData(form).get(field) ?? '').trim());
    return this.#do(async () => {
      const {user, password} = await api.addUser({name, email, role});
      this.users = this.next ? this.users : [...this.users, user];
      this.given = {name: user.name, password};
      form.reset();
    });
  }

  /** @param {User} user */
  async #reset(user) {
    this.given = {name: user.name, ...(await api.resetPassword(user.id))};
    this.#replace({...user, mustChangePassword: true});
  }

  /** @param {User} user */
  async #block(user) {
    this.#replace(await api.changeUser(user.id, {disabled: !user.disabled}));
  }

  /** @param {User} changed */
  #replace(changed) {
    this.users = this.users.map((user) => (user.id === changed.id ? changed : user));
  }

  /** @param {string} text */
  async #copy(text) {
    this.copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }

  /** One thing at a time; what went wrong is said. @param {() => Promise<void>} what */
  #do(what) {
    this.copied = false;
    return attempt(this, what);
  }
}

customElements.define('people-page', PeoplePage);
