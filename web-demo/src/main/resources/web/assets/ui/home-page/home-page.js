/**
 * `/`: my meetings, upcoming and recent; a new one; a search; or somebody else's meeting by its code.
 *
 * @import {Meeting} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {attempt} from '../attempt.js';
import {isSignedOut} from '../../net/http-call.js';
import {sorted} from '../../room/home-list.js';
import {icons} from '../icons.js';
import {followLink, navigate} from '../navigation.js';
import {meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {list} from '../style/list.css.js';
import {style} from './home-page.css.js';
import '../account-menu/account-menu.js';
import '../join-code/join-code.js';
import '../meeting-row/meeting-row.js';
import '../meeting-search/meeting-search.js';
import '../page-frame/page-frame.js';
import '../similar-names/similar-names.js';

const words = strings.home;

class HomePage extends LitElement {
  static properties = {
    meetings: {state: true},
    showsHidden: {state: true},
    searching: {state: true},
    name: {state: true},
    busy: {state: true},
    error: {state: true},
    listError: {state: true},
  };
  static styles = [controls, list, style];

  constructor() {
    super();
    /** @type {Meeting[] | null} null: not known yet */
    this.meetings = null;
    this.showsHidden = false;
    this.searching = false;
    /** Of the meeting that is about to be made. */
    this.name = '';
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
        <meeting-search @searching=${(/** @type {CustomEvent<boolean>} */ {detail}) => (this.searching = detail)} @changed=${this.#load}></meeting-search>
        ${this.searching ? nothing : this.#lists()}
      </page-frame>
    `;
  }

  #newMeeting() {
    return html`
      <section class="card" aria-labelledby="new-title">
        <h2 id="new-title">${words.newMeeting}</h2>
        <form @submit=${this.#create}>
          <label class="field"><span>${words.nameLabel}</span>
            <input name="name" required maxlength="120" autocomplete="off" placeholder=${words.namePlaceholder} .value=${this.name} @input=${this.#named} data-testid="meeting-name"></label>
          <button class="button primary" ?disabled=${this.busy} data-testid="new-meeting">${words.create}</button>
          ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
        </form>
        <similar-names .name=${this.name}></similar-names>
        <a class="button quiet later" href="/schedule" @click=${followLink} data-testid="schedule">${icons.calendar}${words.schedule}</a>
      </section>
    `;
  }

  #lists() {
    if (this.listError) {
      return html`<p class="empty error" role="alert" data-testid="list-error">${this.listError}</p><button class="button" @click=${this.#load}>${strings.again}</button>`;
    }
    if (!this.meetings) {
      return html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    const {upcoming, recent} = sorted(this.meetings);
    const none = this.showsHidden
      ? html`<p class="empty muted">${words.noneHidden}</p>`
      : html`<div class="empty" data-testid="no-meetings"><p><strong>${words.empty}</strong></p><p class="muted">${words.emptyLead}</p></div>`;
    return html`
      <div data-testid="meetings" @changed=${this.#load}>
        ${this.showsHidden ? html`<h2>${words.hiddenTitle}</h2>` : nothing}
        ${this.meetings.length === 0 ? none : nothing}
        ${this.#list('upcoming', this.showsHidden ? '' : words.upcoming, this.showsHidden ? this.meetings : upcoming)}
        ${this.showsHidden ? nothing : this.#list('recent', words.recent, recent)}
      </div>
      <button class="button quiet later" @click=${this.#toggleHidden} data-testid="show-hidden">${this.showsHidden ? words.hideHidden : words.showHidden}</button>
    `;
  }

  /** @param {string} id @param {string} title @param {Meeting[]} items */
  #list(id, title, items) {
    return items.length === 0
      ? nothing
      : html`${title ? html`<h2>${title}</h2>` : nothing}<ul class="list" data-testid=${id}>${repeat(items, (meeting) => meeting.id, (meeting) => html`<li><meeting-row .meeting=${meeting}></meeting-row></li>`)}</ul>`;
  }

  #load = async () => {
    try {
      this.meetings = await meetings.list({hidden: this.showsHidden});
      this.listError = '';
    } catch (error) {
      this.listError = errorText(error);
      if (isSignedOut(error)) {
        navigate('/sign-in', {replace: true});
      }
    }
  };

  #toggleHidden() {
    this.showsHidden = !this.showsHidden;
    this.meetings = null;
    this.#load();
  }

  /** @param {Event} event */
  #named({target}) {
    this.name = /** @type {HTMLInputElement} */ (target).value;
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const name = this.name.trim();
    if (!name) {
      return;
    }
    await attempt(this, async () => {
      navigate(`/m/${(await meetings.create({name})).accessCode}`);
    });
  }

  /** @param {CustomEvent<string>} event */
  #join({detail}) {
    navigate(`/m/${detail}`);
  }
}

customElements.define('home-page', HomePage);
