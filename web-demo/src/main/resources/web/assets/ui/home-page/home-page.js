/**
 * `/`: my meetings, a new one, or somebody else's by its code.
 *
 * @import {Meeting} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {grouped} from '../../room/access-code.js';
import {icons} from '../icons.js';
import {followLink, navigate} from '../navigation.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './home-page.css.js';
import '../account-menu/account-menu.js';
import '../join-code/join-code.js';
import '../page-frame/page-frame.js';

const words = strings.home;
const day = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium'});

class HomePage extends LitElement {
  static properties = {meetings: {state: true}, busy: {state: true}, error: {state: true}, listError: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {Meeting[] | null} null: not known yet */
    this.meetings = null;
    this.busy = false;
    this.error = '';
    this.listError = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`
      <page-frame .heading=${words.title}>
        <account-menu slot="tools"></account-menu>
        <h1>${words.title}</h1>
        <div class="start">${this.#newMeeting()}
          <section class="card" aria-labelledby="join-title">
            <h2 id="join-title">${words.joinTitle}</h2>
            <join-code @code=${this.#join}></join-code>
          </section>
        </div>
        <h2>${words.mine}</h2>
        ${this.#list()}
      </page-frame>
    `;
  }

  #newMeeting() {
    return html`
      <section class="card" aria-labelledby="new-title">
        <h2 id="new-title">${words.newMeeting}</h2>
        <form @submit=${this.#create}>
          <label class="field"><span>${words.nameLabel}</span>
            <input name="name" required maxlength="200" autocomplete="off" placeholder=${words.namePlaceholder} data-testid="meeting-name"></label>
          <button class="button primary" ?disabled=${this.busy} data-testid="new-meeting">${words.create}</button>
          ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
        </form>
      </section>
    `;
  }

  #list() {
    if (this.listError) {
      return html`<p class="error" role="alert">${this.listError}</p>`;
    }
    if (!this.meetings) {
      return html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    return this.meetings.length === 0
      ? html`<div class="empty" data-testid="no-meetings"><p><strong>${words.empty}</strong></p><p class="muted">${words.emptyLead}</p></div>`
      : html`<ul data-testid="meetings">${repeat(this.meetings, ({id}) => id, (meeting) => html`<li>${this.#row(meeting)}</li>`)}</ul>`;
  }

  /** @param {Meeting} meeting */
  #row(meeting) {
    return html`
      <a href="/m/${meeting.accessCode}" @click=${followLink} data-testid="meeting" data-code=${meeting.accessCode}>
        <span class="about">
          <span class="name">${meeting.name}</span>
          <span class="when">${day.format(new Date(meeting.createdAt))} · ${grouped(meeting.accessCode)}</span>
        </span>
        ${meeting.live ? html`<span class="live">${words.live}</span>` : html`<span></span>`}
        <span class="forward">${icons.forward}</span>
      </a>
    `;
  }

  async #load() {
    try {
      this.meetings = await meetings.list();
    } catch (error) {
      this.listError = errorText(error);
      if (!api.user) {
        navigate('/sign-in', {replace: true});
      }
    }
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('name') ?? '').trim();
    if (!name) {
      return;
    }
    this.busy = true;
    this.error = '';
    try {
      navigate(`/m/${(await meetings.create({name})).accessCode}`);
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  /** @param {CustomEvent<string>} event */
  #join({detail}) {
    navigate(`/m/${detail}`);
  }
}

customElements.define('home-page', HomePage);
