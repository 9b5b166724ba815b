/**
 * One meeting in a list: where it leads, when it is, and what one may do with it. Says `changed` when it is no longer
 * as it was on this list.
 *
 * @import {Meeting} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {grouped} from '../../room/access-code.js';
import {dayOf, spanOf} from '../format.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {followLink, navigate} from '../navigation.js';
import {repeatWordsOf} from '../plan-words.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../delete-meeting/delete-meeting.js';
import '../menu-button/menu-button.js';

const words = strings.home;

class MeetingRow extends LitElement {
  static properties = {meeting: {attribute: false}, removing: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding-inline-end: 0.5rem;
      }
      a {
        display: flex;
        align-items: center;
        gap: 0.25rem 1rem;
        min-width: 0;
        min-height: 68px;
        padding: 0.75rem 0.75rem 0.75rem 1.25rem;
        border-radius: var(--radius);
        color: var(--ink);
        text-decoration: none;
      }
      a:hover .name {
        color: var(--link);
        text-decoration: underline;
      }
      a:focus-visible {
        outline-offset: -3px;
      }
      .about {
        flex: 1;
        display: grid;
        min-width: 0;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
      }
      .when {
        color: var(--muted);
        font-size: 0.875rem;
      }
      .live {
        flex: none;
        padding: 0.125rem 0.625rem;
        border: 1px solid currentColor;
        border-radius: 999px;
        color: var(--positive);
        font-size: 0.8125rem;
        font-weight: 600;
      }
      .error {
        grid-column: 1 / -1;
        padding: 0 1.25rem 0.75rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Meeting} */
    this.meeting = later();
    this.removing = false;
    this.error = '';
  }

  render() {
    const {id, name, accessCode, live} = this.meeting;
    return html`
      <a href="/m/${accessCode}" @click=${followLink} data-testid="meeting" data-code=${accessCode}>
        <span class="about"><span class="name">${name}</span><span class="when">${this.#facts().join(' · ')}</span></span>
        ${live ? html`<span class="live">${words.live}</span>` : nothing}
      </a>
      <menu-button .label=${words.actions(name)} .items=${this.#items()} @choose=${this.#chosen}></menu-button>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      ${this.removing ? html`<delete-meeting .meetingId=${id} .name=${name} @close=${() => (this.removing = false)} @deleted=${this.#changed}></delete-meeting>` : nothing}
    `;
  }

  #facts() {
    const {next, schedule, createdAt, accessCode, organizer} = this.meeting;
    const when = next ? spanOf(next) : words.created(dayOf(createdAt));
    const repeats = schedule?.recurrence ? [repeatWordsOf(schedule)] : [];
    return [when, ...repeats, this.#isMine ? grouped(accessCode) : organizer.name];
  }

  get #isMine() {
    return this.meeting.organizer.id === api.user?.id;
  }

  #items() {
    const own = [
      {id: 'change', label: strings.space.change, icon: icons.edit},
      {id: 'delete', label: strings.remove, icon: icons.bin, danger: true},
    ];
    const hide = {id: 'hide', label: this.meeting.hidden ? strings.space.unhide : strings.space.hide, icon: icons.hide};
    return this.#isMine ? [own[0], hide, own[1]] : [hide];
  }

  /** @param {CustomEvent<string>} event */
  #chosen({detail}) {
    const {id, accessCode, hidden} = this.meeting;
    switch (detail) {
      case 'change':
        return navigate(`/m/${accessCode}/edit`);
      case 'delete':
        return (this.removing = true);
      default:
        return this.#hide(id, !hidden);
    }
  }

  /** @param {string} id @param {boolean} hidden */
  async #hide(id, hidden) {
    this.error = '';
    try {
      await meetings.hide(id, hidden);
      this.#changed();
    } catch (error) {
      this.error = errorText(error);
    }
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('changed', {bubbles: true, composed: true}));
  }
}

customElements.define('meeting-row', MeetingRow);
