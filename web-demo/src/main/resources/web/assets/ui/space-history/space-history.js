/**
 * The live sessions that a meeting had: when, how long, with whom (M-1). Reads them again when `version` grows.
 *
 * @import {SessionRecord, Visit} from '../../net/messages.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {visitors} from '../../room/visitors.js';
import {moment} from '../format.js';
import {meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

const words = strings.sessions;

class SpaceHistory extends LitElement {
  static properties = {meetingId: {}, version: {type: Number}, sessions: {state: true}, next: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.125rem;
        padding: 0.75rem 0;
      }
      li:first-child {
        padding-top: 0;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .running {
        color: var(--positive);
        font-weight: 600;
      }
      .people {
        overflow-wrap: anywhere;
      }
      .empty {
        padding: 1.5rem 0.5rem;
        color: var(--muted);
        text-align: center;
      }
    `,
  ];

  constructor() {
    super();
    this.meetingId = '';
    this.version = 0;
    /** @type {SessionRecord[] | null} null: not known yet */
    this.sessions = null;
    /** @type {string | undefined} */
    this.next = undefined;
    this.error = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('meetingId') || changed.has('version')) {
      this.#load(undefined);
    }
  }

  render() {
    if (this.error) {
      return html`<p class="error" role="alert">${this.error}</p>`;
    }
    if (!this.sessions) {
      return html`<p class="empty" role="status">${strings.loading}</p>`;
    }
    if (this.sessions.length === 0) {
      return html`<p class="empty" data-testid="no-sessions">${words.empty}</p>`;
    }
    return html`
      <ul data-testid="sessions">${repeat(this.sessions, ({id}) => id, (session) => html`<li data-testid="session">${this.#session(session)}</li>`)}</ul>
      ${this.next ? html`<button class="button" @click=${() => this.#load(this.next)}>${strings.more}</button>` : nothing}
    `;
  }

  /** @param {SessionRecord} session */
  #session({startedAt, endedAt, endReason, durationSeconds, people}) {
    const who = visitors(people);
    const facts = [words.lasted(durationSeconds), words.people(who.length), words.ends[endReason ?? '']].filter(Boolean);
    return html`
      <strong>${moment(startedAt)}</strong>
      ${endedAt ? html`<span class="hint">${facts.join(' · ')}</span>` : html`<span class="running">${words.running}</span>`}
      <span class="people">${who.map(nameOf).join(', ')}</span>
    `;
  }

  /** @param {string | undefined} cursor */
  async #load(cursor) {
    try {
      const {items, next} = await meetings.sessions(this.meetingId, cursor);
      this.sessions = cursor ? [...(this.sessions ?? []), ...items] : items;
      this.next = next;
      this.error = '';
    } catch (error) {
      this.error = errorText(error);
    }
  }
}

/** @param {Visit} visit */
function nameOf({name, kind}) {
  const known = name ?? strings.chat.unknown;
  return kind === 'guest' ? `${known} (${words.guest})` : kind === 'phone' ? `${known} (${words.phone})` : known;
}

customElements.define('space-history', SpaceHistory);
