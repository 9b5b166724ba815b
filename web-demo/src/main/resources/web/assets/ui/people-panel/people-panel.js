/**
 * Who is here and who waits; the moderator's acts (X-16, X-17, X-19). Says `close`.
 *
 * @import {LiveMeeting, Person, Waiter} from '../../net/messages.js'
 * @import {LiveSession} from '../../room/live-session.js'
 * @import {RoomState} from '../../room/state.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {mayEnd, mayModerate, mayRemove} from '../../room/permission.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {panel} from '../style/panel.css.js';
import {style} from './people-panel.css.js';
import '../invite-form/invite-form.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.people;
/** How often "waiting … minutes" is reckoned again. */
const REFRESH_MS = 30_000;

class PeoplePanel extends LitElement {
  static properties = {state: {attribute: false}, session: {attribute: false}, removing: {state: true}, inviting: {state: true}};
  static styles = [controls, panel, style];

  constructor() {
    super();
    /** @type {RoomState} */
    this.state = later();
    /** @type {LiveSession} */
    this.session = later();
    /** @type {Person | null} asked about */
    this.removing = null;
    this.inviting = false;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), REFRESH_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  render() {
    const {people, waiters} = this.state;
    return html`
      <header>
        <h2>${words.title}</h2>
        ${mayModerate(this.state) ? this.#inviteButton() : nothing}
        ${mayEnd(this.state) ? this.#lock() : nothing}
        <button class="button icon-only" aria-label=${strings.close} @click=${this.#close} data-testid="close-people">${icons.close}</button>
      </header>
      <div class="body" role="region" aria-label=${words.title} tabindex="0" data-testid="people">
        ${this.state.meeting?.locked ? html`<p class="note" data-testid="locked">${words.locked}</p>` : nothing}
        ${waiters.length > 0 ? this.#waiting(waiters) : nothing}
        <div class="head"><h3>${words.inside} (${people.length})</h3></div>
        <ul>${repeat(people, ({seat}) => seat, (person) => this.#person(person))}</ul>
      </div>
      ${this.removing ? this.#ask(this.removing) : nothing}
      ${this.inviting && this.state.meeting ? this.#invite(this.state.meeting) : nothing}
    `;
  }

  #inviteButton() {
    return html`<button class="button icon-only" aria-label=${strings.invites.open} title=${strings.invites.open} @click=${() => (this.inviting = true)} data-testid="invite-open">${icons.plus}</button>`;
  }

  /** @param {LiveMeeting} meeting */
  #invite(meeting) {
    return html`
      <modal-dialog .heading=${strings.invites.open} @close=${() => (this.inviting = false)}>
        <invite-form .meeting=${meeting}></invite-form>
        <div class="ask"><button class="button" @click=${() => (this.inviting = false)} data-testid="invite-close">${strings.close}</button></div>
      </modal-dialog>
    `;
  }

  /** The organizer lets nobody new in. */
  #lock() {
    const locked = this.state.meeting?.locked ?? false;
    const label = locked ? words.unlock : words.lock;
    return html`<button class="button icon-only" aria-label=${label} title=${label} aria-pressed=${locked} @click=${() => this.session.lock(!locked)} data-testid="lock">${locked ? icons.lock : icons.unlock}</button>`;
  }

  /** @param {readonly Waiter[]} waiters */
  #waiting(waiters) {
    return html`
      <div class="head">
        <h3>${words.waiting} (${waiters.length})</h3>
        ${waiters.length > 1 ? html`<button class="button quiet" @click=${() => this.session.moderate('admit-all')} data-testid="admit-all">${words.admitAll}</button>` : nothing}
      </div>
      <ul>${repeat(waiters, ({seat}) => seat, (waiter) => this.#waiter(waiter))}</ul>
    `;
  }

  /** @param {Waiter} waiter */
  #waiter({seat, name, note, since}) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60_000));
    return html`
      <li data-testid="waiter" data-seat=${seat}>
        <div class="who"><span class="name">${name}</span>
          ${note ? html`<p class="note">${note}</p>` : nothing}
          <p class="tags">${words.since(minutes)}</p></div>
        <div class="decide">
          <button class="button icon-only" aria-label=${words.refuseOf(name)} title=${words.refuseOf(name)} @click=${() => this.session.moderate('refuse', seat)} data-testid="refuse">${icons.close}</button>
          <button class="button primary" aria-label=${words.admitOf(name)} @click=${() => this.session.moderate('admit', seat)} data-testid="admit">${words.admit}</button>
        </div>
      </li>
    `;
  }

  /** @param {Person} person */
  #person(person) {
    const {seat, name, sources, kind, organizer, connected} = person;
    const tags = [
      seat === this.state.seat && words.you,
      organizer && words.organizer,
      kind === 'guest' && words.guest,
      kind === 'phone' && words.phone,
      !connected && strings.meeting.personDropped,
    ].filter(Boolean);
    return html`
      <li data-testid="person" data-seat=${seat}>
        <div class="who"><span class="name">${name}</span>${tags.length > 0 ? html`<p class="tags">${tags.join(' · ')}</p>` : nothing}</div>
        <div class="marks">
          ${sources.screen ? html`${icons.screen}<span class="only-read">${words.sharing}</span>` : nothing}
          ${this.#microphone(person)}
          ${mayRemove(this.state, person)
            ? html`<button class="button icon-only" aria-label=${words.remove(name)} title=${words.remove(name)} @click=${() => (this.removing = person)} data-testid="remove">${icons.remove}</button>`
            : mayModerate(this.state) ? html`<span class="mark"></span>` : nothing}
        </div>
      </li>
    `;
  }

  /** @param {Person} person */
  #microphone({seat, name, sources}) {
    if (sources.microphone && seat !== this.state.seat && mayModerate(this.state)) {
      return html`<button class="button icon-only" aria-label=${words.mute(name)} title=${words.mute(name)} @click=${() => this.session.moderate('mute', seat)} data-testid="mute">${icons.microphone}</button>`;
    }
    return html`<span class="mark">${sources.microphone ? icons.microphone : icons.microphoneOff}</span><span class="only-read">${sources.microphone ? words.microphoneOn : words.muted}</span>`;
  }

  /** @param {Person} person */
  #ask({seat, name}) {
    const done = () => (this.removing = null);
    const remove = () => {
      this.session.moderate('remove', seat);
      done();
    };
    return html`
      <modal-dialog .heading=${words.removeTitle(name)} @close=${done}>
        <p class="muted">${words.removeLead}</p>
        <div class="ask">
          <button class="button" @click=${done}>${strings.cancel}</button>
          <button class="button danger" @click=${remove} data-testid="remove-confirm">${words.removeSubmit}</button>
        </div>
      </modal-dialog>
    `;
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('people-panel', PeoplePanel);
