/**
 * `/schedule` makes a meeting with a time (M-3); `/m/{code}/edit` changes one, for its organizer (X-12).
 *
 * @import {Meeting, MeetingDraft} from '../../net/messages.js'
 */
import {css, html, LitElement} from 'lit';
import {attempt} from '../attempt.js';
import {newPlan, planOfMeeting} from '../../room/plan.js';
import {icons} from '../icons.js';
import {followLink, navigate} from '../navigation.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../account-menu/account-menu.js';
import '../page-frame/page-frame.js';
import '../plan-form/plan-form.js';

const words = strings.plan;

class SchedulePage extends LitElement {
  static properties = {code: {}, plan: {state: true}, busy: {state: true}, error: {state: true}, missing: {state: true}};
  static styles = [
    controls,
    css`
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        min-height: 44px;
        margin-left: -0.375rem;
        padding-right: 0.5rem;
        text-decoration: none;
        font-weight: 500;
      }
      h1 {
        margin-bottom: 1rem;
      }
      .card {
        max-width: 44rem;
      }
      @media (max-width: 480px) {
        .card {
          padding: 1.125rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** Of the meeting that is changed; '' for a new one. */
    this.code = '';
    this.plan = newPlan(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
    /** @type {{meeting: Meeting, tag: string} | null} */
    this.read = null;
    this.busy = false;
    this.error = '';
    /** Why there is nothing to change. */
    this.missing = '';
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.code) {
      this.#load();
    }
  }

  render() {
    const title = this.code ? words.changeTitle : words.title;
    const isReady = !this.code || this.read !== null;
    return html`
      <page-frame tight .heading=${title}>
        <account-menu slot="tools"></account-menu>
        <a class="back" href=${this.#back()} @click=${followLink}>${icons.back}${this.code ? words.back : strings.space.back}</a>
        <h1>${title}</h1>
        <div class="card">
          ${this.missing ? html`<p class="error" role="alert">${this.missing}</p>` : isReady ? this.#form() : html`<p class="muted" role="status">${strings.loading}</p>`}
        </div>
      </page-frame>
    `;
  }

  #form() {
    return html`<plan-form .plan=${this.plan} .meetingId=${this.read?.meeting.id ?? ''} .submit=${this.code ? strings.save : words.submit} ?busy=${this.busy} .error=${this.error}
      @plan=${this.#save} @cancel=${() => navigate(this.#back())}></plan-form>`;
  }

  #back() {
    return this.code ? `/m/${this.code}` : '/';
  }

  async #load() {
    try {
      const {id} = await meetings.lookUp(this.code);
      const read = id ? await meetings.read(id) : null;
      if (read?.meeting.organizer.id !== api.user?.id) {
        this.missing = words.onlyOrganizer;
        return;
      }
      this.read = read;
      this.plan = planOfMeeting(/** @type {Meeting} */ (read?.meeting), this.plan);
    } catch (error) {
      this.missing = errorText(error);
    }
  }

  /** @param {CustomEvent<MeetingDraft>} event */
  async #save({detail: {schedule, ...draft}}) {
    await attempt(this, async () => {
      if (this.read) {
        await meetings.change(this.read.meeting.id, this.read.tag, {...draft, schedule});
        navigate(this.#back());
      } else {
        const {accessCode} = await meetings.create(schedule ? {...draft, schedule} : draft);
        navigate(`/m/${accessCode}#people`);
      }
    });
  }
}

customElements.define('schedule-page', SchedulePage);
