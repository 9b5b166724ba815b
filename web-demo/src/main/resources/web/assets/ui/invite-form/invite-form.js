/**
 * Invites people to a meeting by e-mail, and gives the invitation as text to send oneself (M-8). In the space and during
 * a live session. Says `invited` when somebody was.
 *
 * @typedef {{id: string, name: string, accessCode: string, liveUrl: string}} Invitable
 */
import {css, html, LitElement, nothing} from 'lit';
import {grouped} from '../../room/access-code.js';
import {addresses, INVITE_LIMIT} from '../../room/addresses.js';
import {later} from '../later.js';
import {meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../copy-button/copy-button.js';

const words = strings.invites;

class InviteForm extends LitElement {
  static properties = {meeting: {attribute: false}, when: {}, busy: {state: true}, error: {state: true}, done: {state: true}};
  static styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 0.75rem;
      }
      textarea {
        display: block;
        min-height: 4.5rem;
        max-height: 10rem;
        resize: vertical;
        field-sizing: content;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .actions > * {
        flex: 1 1 auto;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Invitable} */
    this.meeting = later();
    /** When it is, in words; '' for at any time. */
    this.when = '';
    this.busy = false;
    this.error = '';
    this.done = '';
  }

  render() {
    return html`
      <form @submit=${this.#submit} novalidate>
        <label class="field"><span>${words.emails}</span>
          <textarea name="emails" rows="2" maxlength="20000" placeholder=${words.placeholder} aria-describedby="hint" aria-invalid=${String(this.error !== '')} data-testid="invite-emails"></textarea></label>
        <p class="hint" id="hint">${words.emailsHint}</p>
        ${this.error ? html`<p class="error" role="alert" data-testid="invite-error">${this.error}</p>` : nothing}
        <div role="status">${this.done ? html`<p class="hint" data-testid="invite-done">${this.done}</p>` : nothing}</div>
        <div class="actions">
          <button class="button primary" ?disabled=${this.busy} data-testid="invite-submit">${words.submit}</button>
          <copy-button .label=${words.copy} .text=${this.#text()} data-testid="invite-copy"></copy-button>
        </div>
      </form>
    `;
  }

  #text() {
    const {name, accessCode, liveUrl} = this.meeting;
    return words.text({name, when: this.when, link: liveUrl, code: grouped(accessCode)});
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = addresses(String(new FormData(form).get('emails') ?? ''));
    this.done = '';
    this.error = problemOf(typed);
    if (this.error) {
      return;
    }
    this.busy = true;
    try {
      const {items, mailed} = await meetings.invite(this.meeting.id, typed.addresses.map((email) => ({email})));
      this.done = mailed ? words.mailed(items.length) : words.notMailed(items.length);
      form.reset();
      this.dispatchEvent(new CustomEvent('invited', {detail: items}));
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
  }
}

/** @param {ReturnType<typeof addresses>} typed @returns {string} '' when they can be invited */
function problemOf({addresses: good, wrong}) {
  if (wrong.length > 0) {
    return words.wrong(wrong);
  }
  return good.length === 0 ? words.missing : good.length > INVITE_LIMIT ? words.tooMany(INVITE_LIMIT) : '';
}

customElements.define('invite-form', InviteForm);
