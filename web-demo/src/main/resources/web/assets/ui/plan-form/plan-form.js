/**
 * The form of a meeting's plan: name, times, recurrence, what holds in it. Says `plan` (detail: the draft) when it is
 * sent, and `cancel`.
 *
 * @import {Plan} from '../../room/plan.js'
 * @import {Day, Repeat} from '../../room/recurrence.js'
 */
import {html, LitElement, nothing} from 'lit';
import {draftOf, DURATIONS} from '../../room/plan.js';
import {DAYS, dayOfWeek, EVERY_LIMIT} from '../../room/recurrence.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../similar-names/similar-names.js';
import {style} from './plan-form.css.js';

const words = strings.plan;

class PlanForm extends LitElement {
  static properties = {plan: {attribute: false}, meetingId: {}, submit: {}, busy: {type: Boolean}, error: {}};
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {Plan} */
    this.plan = later();
    /** Of a meeting that is there already. */
    this.meetingId = '';
    /** The word on the button. */
    this.submit = '';
    this.busy = false;
    this.error = '';
  }

  render() {
    const {name, timed} = this.plan;
    return html`
      <form @submit=${this.#send}>
        <div>
          <label class="field"><span>${words.name}</span>
            <input name="name" .value=${name} required maxlength="120" autocomplete="off" placeholder=${strings.home.namePlaceholder} @input=${this.#named} data-testid="plan-name"></label>
          <similar-names .name=${name} .except=${this.meetingId}></similar-names>
        </div>
        <fieldset>
          <legend>${words.when}</legend>
          ${this.#check('timed', words.timed, words.timedHint)}
          ${timed ? this.#times() : nothing}
        </fieldset>
        ${timed ? html`<fieldset><legend>${words.repeats}</legend>${this.#repeat()}</fieldset>` : nothing}
        <fieldset>
          <legend>${words.rules}</legend>
          ${this.#check('inviteOnly', words.inviteOnly, words.inviteOnlyHint)}
          ${this.#check('muteOnEntry', words.muteOnEntry, '')}
          <label class="field"><span>${words.guestsSee}</span>
            <select @change=${this.#guestsSee} data-testid="plan-guests-see">
              ${(/** @type {const} */ (['beginning', 'admission'])).map((from) => html`<option value=${from} ?selected=${from === this.plan.guestsSeeChatFrom}>${words.guestsSeeFrom[from]}</option>`)}
            </select></label>
        </fieldset>
        ${this.error ? html`<p class="error" role="alert" data-testid="plan-error">${this.error}</p>` : nothing}
        <div class="actions">
          <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="plan-submit">${this.submit}</button>
        </div>
      </form>
    `;
  }

  #times() {
    const {date, time, durationMinutes, timeZone} = this.plan;
    const durations = [...new Set([...DURATIONS, durationMinutes])].toSorted((a, b) => a - b);
    return html`
      <div class="row">
        <label class="field"><span>${words.date}</span>
          <input type="date" .value=${date} required min="2000-01-01" max="2199-12-31" @change=${this.#text('date')} data-testid="plan-date"></label>
        <label class="field"><span>${words.time}</span>
          <input type="time" .value=${time} required @change=${this.#text('time')} data-testid="plan-time"></label>
        <label class="field"><span>${words.duration}</span>
          <select @change=${(/** @type {Event} */ event) => this.#set({durationMinutes: Number(valueOf(event))})} data-testid="plan-duration">
            ${durations.map((minutes) => html`<option value=${minutes} ?selected=${minutes === durationMinutes}>${words.minutes(minutes)}</option>`)}
          </select></label>
      </div>
      <label class="field"><span>${words.zone}</span>
        <select @change=${this.#text('timeZone')} data-testid="plan-zone">
          ${zones(timeZone).map((zone) => html`<option value=${zone} ?selected=${zone === timeZone}>${zone.replaceAll('_', ' ')}</option>`)}
        </select></label>
    `;
  }

  #repeat() {
    const {repeat, date} = this.plan;
    /** @type {Repeat['kind'][]} */
    const kinds = ['none', 'daily', 'weekly', 'monthly', ...(repeat.kind === 'other' ? [/** @type {const} */ ('other')] : [])];
    return html`
      <div class="row">
        <label class="field"><span>${words.howOften}</span>
          <select @change=${this.#kind} data-testid="plan-repeat">
            ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === repeat.kind}>${words.kinds[kind]}</option>`)}
          </select></label>
        ${isRule(repeat) ? this.#ruleFields(repeat) : nothing}
      </div>
      ${repeat.kind === 'weekly' ? this.#days(repeat.days, date) : nothing}
      ${isRule(repeat) && date ? html`<p class="words" role="status" data-testid="plan-words">${strings.repeat.describe(withStart(repeat, date), date)}</p>` : nothing}
      ${repeat.kind === 'monthly' && Number(date.slice(8)) > 28 ? html`<p class="hint">${words.shortMonths}</p>` : nothing}
    `;
  }

  /** @param {Repeat} repeat */
  #ruleFields(repeat) {
    return html`
      <label class="field"><span>${words.every[repeat.kind]}</span>
        <input type="number" min="1" max=${EVERY_LIMIT} required .value=${String(repeat.every)} @change=${(/** @type {Event} */ event) => this.#rule({every: Math.max(1, Number(valueOf(event)) || 1)})} data-testid="plan-every"></label>
      <label class="field"><span>${words.until}</span>
        <input type="date" min=${this.plan.date} max="2199-12-31" .value=${repeat.until} @change=${(/** @type {Event} */ event) => this.#rule({until: valueOf(event)})} data-testid="plan-until"></label>
    `;
  }

  /** The day of the first time is always one. @param {Day[]} days @param {string} date */
  #days(days, date) {
    const first = date && dayOfWeek(date);
    return html`
      <fieldset class="days">
        <legend>${words.days}</legend>
        ${DAYS.map((day) => html`<label class="day"><input type="checkbox" .checked=${day === first || days.includes(day)} ?disabled=${day === first} aria-label=${strings.repeat.nameOfDay(day)} @change=${() => this.#toggle(day)} data-testid="plan-day-${day}"><span aria-hidden="true">${strings.repeat.nameOfDay(day).slice(0, 2)}</span></label>`)}
      </fieldset>
    `;
  }

  /** @param {'timed' | 'inviteOnly' | 'muteOnEntry'} field @param {string} label @param {string} hint */
  #check(field, label, hint) {
    return html`
      <label class="check"><input type="checkbox" .checked=${this.plan[field]} @change=${(/** @type {Event} */ {target}) => this.#set({[field]: /** @type {HTMLInputElement} */ (target).checked})} data-testid="plan-${field}">
        <span>${label}${hint ? html`<br><span class="hint">${hint}</span>` : nothing}</span></label>
    `;
  }

  /** @param {Partial<Plan>} change */
  #set(change) {
    this.plan = {...this.plan, ...change};
  }

  /** @param {Partial<Repeat>} change */
  #rule(change) {
    this.#set({repeat: {...this.plan.repeat, ...change}});
  }

  /** @param {'date' | 'time' | 'timeZone'} field */
  #text(field) {
    return (/** @type {Event} */ event) => this.#set({[field]: valueOf(event)});
  }

  /** @param {Event} event */
  #named(event) {
    this.#set({name: valueOf(event)});
  }

  /** @param {Event} event */
  #kind(event) {
    this.#rule({kind: /** @type {Repeat['kind']} */ (valueOf(event))});
  }

  /** @param {Event} event */
  #guestsSee(event) {
    this.#set({guestsSeeChatFrom: /** @type {Plan['guestsSeeChatFrom']} */ (valueOf(event))});
  }

  /** @param {Day} day */
  #toggle(day) {
    const {days} = this.plan.repeat;
    this.#rule({days: DAYS.filter((each) => (each === day ? !days.includes(day) : days.includes(each)))});
  }

  /** @param {SubmitEvent} event */
  #send(event) {
    event.preventDefault();
    if (this.plan.name.trim()) {
      this.dispatchEvent(new CustomEvent('plan', {detail: draftOf(this.plan)}));
    }
  }
}

/** @param {Repeat} repeat */
function isRule({kind}) {
  return kind === 'daily' || kind === 'weekly' || kind === 'monthly';
}

/** @param {Repeat} repeat @param {string} date @returns {Repeat} as it is meant: with the day of the first time */
function withStart(repeat, date) {
  const first = dayOfWeek(date);
  return {...repeat, days: DAYS.filter((day) => day === first || repeat.days.includes(day))};
}

/** @param {Event} event */
function valueOf({target}) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (target).value;
}

/** @param {string} chosen @returns {string[]} */
function zones(chosen) {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted();
}

customElements.define('plan-form', PlanForm);
