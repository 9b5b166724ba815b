/**
 * Sign-in by password or at one's company, and the way in for people with only a meeting code. Shown wherever a
 * signed-in person is needed.
 */
import {css, html, LitElement, nothing} from 'lit';
import {attempt} from '../attempt.js';
import {icons} from '../icons.js';
import {navigate} from '../navigation.js';
import {remember} from '../preferences.js';
import {api} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../join-code/join-code.js';
import '../page-frame/page-frame.js';

const words = strings.signIn;

class SignInPage extends LitElement {
  static properties = {path: {}, busy: {state: true}, error: {state: true}, note: {state: true}, needsSetup: {state: true}};
  static styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 1.125rem;
        margin-top: 1.25rem;
      }
      .ways {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.625rem;
      }
      .ways .button {
        white-space: normal;
      }
      .or {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: 0.75rem;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .or::before,
      .or::after {
        content: '';
        border-top: 1px solid var(--line);
      }
      .guest {
        display: grid;
        gap: 0.75rem;
        margin-top: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    /** The page that was asked for. */
    this.path = '/';
    this.busy = false;
    this.error = signOnProblem();
    /** What is to be done instead. */
    this.note = '';
    this.needsSetup = false;
  }

  connectedCallback() {
    super.connectedCallback();
    api.status().then(
      ({setupNeeded}) => (this.needsSetup = setupNeeded),
      (error) => (this.error = errorText(error)),
    );
  }

  render() {
    return html`
      <page-frame narrow .heading=${words.title}>
        <div class="card">
          <h1>${words.title}</h1>
          ${this.needsSetup ? html`<p class="muted" role="status" data-testid="setup-needed">${words.needsSetup}</p>` : this.#form()}
        </div>
        ${this.needsSetup ? nothing : this.#guest()}
      </page-frame>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#submit}>
        <label class="field"><span>${words.email}</span>
          <input name="email" type="email" required maxlength="254" autocomplete="username" data-testid="sign-in-email"></label>
        <label class="field"><span>${words.password}</span>
          <input name="password" type="password" required maxlength="128" autocomplete="current-password" data-testid="sign-in-password"></label>
        ${this.error ? html`<p class="error" role="alert" data-testid="sign-in-error">${this.error}</p>` : nothing}
        <div role="status">${this.note ? html`<p class="hint" data-testid="sign-in-note">${this.note}</p>` : nothing}</div>
        <div class="ways">
          <button class="button primary" ?disabled=${this.busy} data-testid="sign-in-submit">${words.submit}</button>
          <p class="or" aria-hidden="true">${words.or}</p>
          <button type="button" class="button" ?disabled=${this.busy} @click=${this.#signOn} data-testid="sign-on">${icons.key}${words.company}</button>
        </div>
      </form>
    `;
  }

  #guest() {
    return html`
      <section class="card guest">
        <h2>${words.guest}</h2>
        <p class="muted">${words.guestLead}</p>
        <join-code @code=${this.#join}></join-code>
      </section>
    `;
  }

  /** @param {CustomEvent<string>} event */
  #join({detail}) {
    navigate(`/m/${detail}/live`);
  }

  /** Where people of the address's domain sign in; the browser comes back to the page that was asked for. */
  async #signOn() {
    const input = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('[name="email"]'));
    this.error = '';
    this.note = '';
    if (!input.value.trim() || !input.checkValidity()) {
      this.error = words.emailFirst;
      input.focus();
      return;
    }
    this.busy = true;
    try {
      const {signIn, url} = await api.beginSignOn(input.value.trim(), returnPath(this.path));
      if (signIn === 'provider' && url) {
        // When the browser comes back, the sign-in is in the cookie.
        remember({wasSignedIn: true});
        location.assign(url);
      } else {
        this.note = words.byPassword;
      }
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.note = '';
    await attempt(this, async () => {
      await api.signIn(String(fields.get('email')).trim(), String(fields.get('password')));
      this.dispatchEvent(new CustomEvent('signed-in', {bubbles: true, composed: true}));
      navigate(returnPath(this.path), {replace: true});
    });
  }
}

/** Back to where the person wanted to go; only ever a path of our own. @param {string} path */
function returnPath(path) {
  const live = /^#m\/(\d+)$/.exec(location.hash);
  return live ? `/m/${live[1]}/live` : path;
}

/** What went wrong at the provider, if the browser comes back from there with it; said once. */
function signOnProblem() {
  const code = /^#problem=([a-z-]+)$/.exec(location.hash)?.[1];
  if (!code) {
    return '';
  }
  history.replaceState(null, '', location.pathname);
  return words.problems[code] ?? strings.errors[code] ?? words.problems['sign-on-failed'];
}

customElements.define('sign-in-page', SignInPage);
