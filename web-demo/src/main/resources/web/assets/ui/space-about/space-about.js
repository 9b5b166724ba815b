/**
 * What there is to know of a meeting: when, how others get in, what holds in it; and what its people may do with it.
 * Says `changed` when it was hidden or put back.
 *
 * @import {Meeting} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {grouped} from '../../room/access-code.js';
import {moment, spanOf} from '../format.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {followLink, navigate} from '../navigation.js';
import {repeatWordsOf} from '../plan-words.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../copy-button/copy-button.js';
import '../delete-meeting/delete-meeting.js';

const words = strings.space;

class SpaceAbout extends LitElement {
  static properties = {meeting: {attribute: false}, removing: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      dl {
        margin: 0;
      }
      dt {
        color: var(--muted);
        font-size: 0.875rem;
      }
      dd {
        margin: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      dd p {
        font-weight: 400;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .with-copy {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.25rem 0.75rem;
        margin-top: 1rem;
      }
      .code {
        font-size: 1.25rem;
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.02em;
      }
      .rules {
        display: grid;
        gap: 0.25rem;
        margin-top: 1rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin: 1rem -0.75rem 0;
        padding: 0.5rem 0 0;
        border-top: 1px solid var(--line);
      }
      .button.bad {
        color: var(--danger);
      }
      @media (prefers-color-scheme: dark) {
        .button.bad {
          color: #ff9a9e;
        }
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
    const {name, accessCode, liveUrl} = this.meeting;
    return html`
      <dl><dt>${words.when}</dt><dd data-testid="space-when">${this.#when()}</dd></dl>
      <div class="with-copy">
        <dl><dt>${words.code}</dt><dd class="code" data-testid="space-code">${grouped(accessCode)}</dd></dl>
        <copy-button compact .label=${words.copyCode} .text=${grouped(accessCode)} data-testid="copy-code"></copy-button>
      </div>
      <div class="with-copy">
        <dl><dt>${words.link}</dt><dd data-testid="space-link">${liveUrl}</dd></dl>
        <copy-button compact .label=${words.copyLink} .text=${liveUrl} data-testid="copy-link"></copy-button>
      </div>
      <div class="rules">${this.#rules().map((rule) => html`<p class="hint">${rule}</p>`)}</div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="actions">${this.#actions()}</div>
      ${this.removing ? html`<delete-meeting .meetingId=${this.meeting.id} .name=${name} @close=${() => (this.removing = false)} @deleted=${() => navigate('/')}></delete-meeting>` : nothing}
    `;
  }

  #when() {
    const {schedule, next} = this.meeting;
    if (!schedule) {
      return words.anyTime;
    }
    return html`
      ${next ? spanOf(next) : moment(schedule.start)}
      ${schedule.recurrence ? html`<p>${repeatWordsOf(schedule)}</p>` : nothing}
      <p>${words.zone(moment(schedule.start), schedule.timeZone)}</p>
    `;
  }

  #rules() {
    const {inviteOnly, muteOnEntry, guestsSeeChatFrom} = this.meeting.settings;
    return [inviteOnly && words.inviteOnly, muteOnEntry && words.muteOnEntry, guestsSeeChatFrom === 'admission' && words.guestsSeeLater, words.guests].filter(Boolean);
  }

  #actions() {
    const {organizer, relations, hidden, accessCode} = this.meeting;
    const isMine = organizer.id === api.user?.id;
    return html`
      ${isMine ? html`<a class="button quiet" href="/m/${accessCode}/edit" @click=${followLink} data-testid="space-change">${icons.edit}${words.change}</a>` : nothing}
      ${isMine ? html`<a class="button quiet" href="/m/${accessCode}/streams" @click=${followLink} data-testid="space-streams">${icons.camera}${strings.streams.title}</a>` : nothing}
      ${relations?.length ? html`<button class="button quiet" @click=${() => this.#hide(!hidden)} data-testid="space-hide">${hidden ? words.unhide : words.hide}</button>` : nothing}
      ${isMine ? html`<button class="button quiet bad" @click=${() => (this.removing = true)} data-testid="space-delete">${icons.bin}${strings.remove}</button>` : nothing}
    `;
  }

  /** @param {boolean} hidden */
  async #hide(hidden) {
    this.error = '';
    try {
      await meetings.hide(this.meeting.id, hidden);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.error = errorText(error);
    }
  }
}

customElements.define('space-about', SpaceAbout);
