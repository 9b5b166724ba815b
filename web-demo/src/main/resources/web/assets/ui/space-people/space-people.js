/**
 * Who organizes a meeting and who is invited to it; more can be invited, and invitations taken back.
 *
 * @import {Invite, Meeting} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {planOf} from '../plan-words.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../invite-form/invite-form.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.invites;

class SpacePeople extends LitElement {
  static properties = {meeting: {attribute: false}, invites: {state: true}, next: {state: true}, removing: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      ul {
        margin: 0 0 1.25rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        min-height: 52px;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .about {
        display: grid;
        min-width: 0;
      }
      .name {
        font-weight: 600;
        font-size: 0.9375rem;
      }
      .about > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      p.hint {
        margin: 0 0 1.25rem;
      }
      .ask {
        display: flex;
        justify-content: end;
        gap: 0.5rem;
        margin-top: 1.25rem;
      }
      .more {
        margin-bottom: 1.25rem;
      }
      invite-form {
        display: block;
        padding-top: 1.25rem;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Meeting} */
    this.meeting = later();
    /** @type {Invite[] | null} null: not known yet */
    this.invites = null;
    /** @type {string | undefined} */
    this.next = undefined;
    /** @type {Invite | null} asked about */
    this.removing = null;
    this.error = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    const {organizer, settings} = this.meeting;
    const isEmpty = this.invites?.length === 0;
    return html`
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <ul data-testid="invites" aria-label=${words.title}>
        <li><span class="about"><span class="name">${organizer.name}</span><span class="hint">${words.organizer}</span></span></li>
        ${repeat(this.invites ?? [], ({id}) => id, (invite) => html`<li data-testid="invite">${this.#row(invite)}</li>`)}
      </ul>
      ${this.invites || this.error ? nothing : html`<p class="hint" role="status">${strings.loading}</p>`}
      ${isEmpty ? html`<p class="hint">${settings.inviteOnly ? words.noneInvited : words.none}</p>` : nothing}
      ${this.next ? html`<button class="button more" @click=${this.#load}>${strings.more}</button>` : nothing}
      <invite-form .meeting=${this.meeting} .when=${planOf(this.meeting)} @invited=${this.#invited}></invite-form>
      ${this.removing ? this.#ask(this.removing) : nothing}
    `;
  }

  /** @param {Invite} invite */
  #row(invite) {
    const {name, email, invitedBy} = invite;
    const may = [this.meeting.organizer.id, invitedBy].includes(api.user?.id ?? '');
    return html`
      <span class="about"><span class="name">${name || email}</span>${name && name !== email ? html`<span class="muted">${email}</span>` : nothing}</span>
      ${may ? html`<button class="button icon-only quiet" aria-label=${words.takeBack(name || email)} title=${words.takeBack(name || email)} @click=${() => (this.removing = invite)} data-testid="invite-remove">${icons.remove}</button>` : nothing}
    `;
  }

  /** @param {Invite} invite */
  #ask(invite) {
    const done = () => (this.removing = null);
    return html`
      <modal-dialog .heading=${words.takeBackTitle} @close=${done}>
        <p class="muted">${words.takeBackLead(invite.name || invite.email)}</p>
        <div class="ask">
          <button class="button" @click=${done}>${strings.cancel}</button>
          <button class="button danger" @click=${() => this.#remove(invite)} data-testid="invite-remove-confirm">${words.takeBackSubmit}</button>
        </div>
      </modal-dialog>
    `;
  }

  async #load() {
    try {
      const {items, next} = await meetings.invites(this.meeting.id, this.next);
      this.invites = merged(this.invites ?? [], items);
      this.next = next;
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** @param {CustomEvent<Invite[]>} event */
  #invited({detail}) {
    this.invites = merged(this.invites ?? [], detail);
  }

  /** @param {Invite} invite */
  async #remove(invite) {
    this.removing = null;
    this.error = '';
    try {
      await meetings.uninvite(this.meeting.id, invite.id);
      this.invites = this.invites?.filter(({id}) => id !== invite.id) ?? null;
    } catch (error) {
      this.error = errorText(error);
    }
  }
}

/** @param {Invite[]} known @param {Invite[]} more @returns {Invite[]} each once */
function merged(known, more) {
  return [...new Map([...known, ...more].map((invite) => [invite.id, invite])).values()];
}

customElements.define('space-people', SpacePeople);
