/**
 * `/account`: what the account decided, for administrators (X-20).
 *
 * @import {Account, AccountSettings} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {attempt} from '../attempt.js';
import {admin} from '../services.js';
import {errorText, strings} from '../strings.js';
import {adminStyle} from '../style/admin.css.js';
import {controls} from '../style/controls.css.js';
import '../admin-frame/admin-frame.js';

const words = strings.account;
const MEGABYTE = 1_000_000;
/** openapi.yaml, AccountSettings */
const MOST_DAYS = 36500;
const LARGEST_FILE = 5368;

class AccountPage extends LitElement {
  static properties = {account: {state: true}, busy: {state: true}, error: {state: true}, saved: {state: true}};
  static styles = [
    controls,
    adminStyle,
    css`
      form {
        max-width: 36rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      h2 {
        padding-top: 1rem;
        border-top: 1px solid var(--line);
      }
      input[type='number'] {
        max-width: 12rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Account | null} null: not known yet */
    this.account = null;
    this.tag = '';
    this.busy = false;
    this.error = '';
    this.saved = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`
      <admin-frame page="account">
        <div class="card">
          ${this.account ? this.#form(this.account) : this.error ? html`<p class="error" role="alert">${this.error}</p>` : html`<p class="muted" role="status">${strings.loading}</p>`}
        </div>
      </admin-frame>
    `;
  }

  /** @param {Account} account */
  #form({name, region, settings}) {
    return html`
      <form @submit=${this.#save} @input=${() => (this.saved = false)}>
        <div>
          <label class="field"><span>${words.name}</span>
            <input name="name" .value=${name} required maxlength="120" autocomplete="organization" data-testid="account-name"></label>
          <p class="hint">${words.region(words.regions[region] ?? region)}</p>
        </div>
        <h2>${words.chat}</h2>
        ${check('chatEditing', words.chatEditing, settings.chatEditing)}
        ${number('chatKeptDays', words.chatKeptDays, settings.chatKeptDays, 0, MOST_DAYS, words.forEver)}
        ${number('attachmentLimit', words.attachmentLimit, Math.floor(settings.attachmentLimitBytes / MEGABYTE), 1, LARGEST_FILE, '')}
        <h2>${words.meetings}</h2>
        ${check('removeRegisteredByAny', words.removeRegisteredByAny, settings.removeRegisteredByAny)}
        <h2>${words.audit}</h2>
        ${number('auditKeptDays', words.auditKeptDays, settings.auditKeptDays, 0, MOST_DAYS, words.forEver)}
        ${this.error ? html`<p class="error" role="alert" data-testid="account-error">${this.error}</p>` : nothing}
        <div class="actions">
          <button class="button primary" ?disabled=${this.busy} data-testid="account-save">${strings.save}</button>
          <span role="status" data-testid="account-saved">${this.saved ? words.saved : ''}</span>
        </div>
      </form>
    `;
  }

  async #load() {
    try {
      ({account: this.account, tag: this.tag} = await admin.account());
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const {name, settings} = changeOf(new FormData(/** @type {HTMLFormElement} */ (event.target)), /** @type {Account} */ (this.account).settings);
    await attempt(this, async () => {
      ({account: this.account, tag: this.tag} = await admin.changeAccount(this.tag, {name, settings}));
      this.saved = true;
    });
  }
}

/** @param {FormData} fields @param {AccountSettings} before @returns {{name: string, settings: AccountSettings}} */
function changeOf(fields, before) {
  const megabytes = Number(fields.get('attachmentLimit'));
  // Rounded for the form, it stays what it was unless somebody changed it.
  const isSame = megabytes === Math.floor(before.attachmentLimitBytes / MEGABYTE);
  return {
    name: String(fields.get('name')).trim(),
    settings: {
      chatEditing: fields.has('chatEditing'),
      removeRegisteredByAny: fields.has('removeRegisteredByAny'),
      chatKeptDays: Number(fields.get('chatKeptDays')),
      auditKeptDays: Number(fields.get('auditKeptDays')),
      attachmentLimitBytes: isSame ? before.attachmentLimitBytes : megabytes * MEGABYTE,
    },
  };
}

/** @param {string} name @param {string} label @param {boolean} value */
function check(name, label, value) {
  return html`<label class="check"><input type="checkbox" name=${name} .checked=${value} data-testid="account-${name}"><span>${label}</span></label>`;
}

/** @param {string} name @param {string} label @param {number} value @param {number} min @param {number} max @param {string} hint */
function number(name, label, value, min, max, hint) {
  return html`<label class="field"><span>${label}</span><input type="number" name=${name} .value=${String(value)} min=${min} max=${max} required data-testid="account-${name}">${hint ? html`<span class="hint">${hint}</span>` : nothing}</label>`;
}

customElements.define('account-page', AccountPage);
