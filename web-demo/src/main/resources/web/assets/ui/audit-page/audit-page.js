/**
 * `/audit`: the account's audit log, for administrators (X-21): filter, read, export, verify.
 *
 * @import {AuditEntry, AuditVerdict, User} from '../../net/messages.js'
 */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {factsOf, filterOf, nameIn} from '../../room/audit.js';
import {keep} from '../fetch-file.js';
import {admin, api} from '../services.js';
import {errorText, strings} from '../strings.js';
import {adminStyle} from '../style/admin.css.js';
import {controls} from '../style/controls.css.js';
import {list} from '../style/list.css.js';
import '../admin-frame/admin-frame.js';
import {style} from './audit-page.css.js';

const words = strings.audit;
const time = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
const NO_FILTER = {from: '', until: '', person: '', meeting: '', kind: ''};

class AuditPage extends LitElement {
  static properties = {
    filter: {state: true},
    people: {state: true},
    entries: {state: true},
    next: {state: true},
    verdict: {state: true},
    busy: {state: true},
    error: {state: true},
  };
  static styles = [controls, adminStyle, list, style];

  constructor() {
    super();
    this.filter = NO_FILTER;
    /** @type {User[]} to choose from */
    this.people = [];
    /** @type {AuditEntry[] | null} null: not known yet */
    this.entries = null;
    /** @type {string | undefined} */
    this.next = undefined;
    /** @type {AuditVerdict | 'running' | null} */
    this.verdict = null;
    this.busy = false;
    this.error = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load(undefined);
    // Without them one reads the log all the same.
    api.users().then(
      ({items}) => (this.people = items),
      () => {},
    );
  }

  render() {
    return html`
      <admin-frame page="audit">
        <form class="card filter" @submit=${this.#show}>${this.#fields()}</form>
        <div class="works">
          <button class="button" ?disabled=${this.busy} @click=${() => this.#export('jsonl')} data-testid="audit-jsonl">${words.jsonl}</button>
          <button class="button" ?disabled=${this.busy} @click=${() => this.#export('csv')} data-testid="audit-csv">${words.csv}</button>
          <button class="button" ?disabled=${this.busy} @click=${this.#verify} data-testid="audit-verify">${words.verify}</button>
        </div>
        <div role="status">${this.verdict ? this.#verdict(this.verdict) : nothing}</div>
        ${this.error ? html`<p class="error" role="alert" data-testid="audit-error">${this.error}</p>` : nothing}
        ${this.#list()}
      </admin-frame>
    `;
  }

  #fields() {
    const {from, until, person, kind, meeting} = this.filter;
    const kinds = Object.entries(words.kinds).toSorted(([, a], [, b]) => a.localeCompare(b));
    return html`
      <label class="field"><span>${words.from}</span><input type="date" .value=${from} max="2199-12-31" @change=${this.#set('from')} data-testid="audit-from"></label>
      <label class="field"><span>${words.until}</span><input type="date" .value=${until} max="2199-12-31" @change=${this.#set('until')} data-testid="audit-until"></label>
      <label class="field"><span>${words.person}</span>
        <select @change=${this.#set('person')} data-testid="audit-person"><option value="">${words.anybody}</option>
          ${this.people.map(({id, name}) => html`<option value=${id} ?selected=${id === person}>${name}</option>`)}</select></label>
      <label class="field"><span>${words.kind}</span>
        <select @change=${this.#set('kind')} data-testid="audit-kind"><option value="">${words.anyKind}</option>
          ${kinds.map(([id, label]) => html`<option value=${id} ?selected=${id === kind}>${label}</option>`)}</select></label>
      ${meeting
        ? html`<label class="field"><span>${words.meeting}</span>
            <select @change=${this.#set('meeting')} data-testid="audit-meeting"><option value=${meeting} selected>${words.thisMeeting}</option><option value="">${words.anyMeeting}</option></select></label>`
        : nothing}
      <button class="button primary" ?disabled=${this.busy} data-testid="audit-show">${words.show}</button>
    `;
  }

  #list() {
    if (!this.entries) {
      return this.error ? nothing : html`<p class="empty muted" role="status">${strings.loading}</p>`;
    }
    if (this.entries.length === 0) {
      return html`<p class="empty muted" data-testid="audit-empty">${words.empty}</p>`;
    }
    return html`
      <ul class="list" aria-label=${words.entries} data-testid="audit">${repeat(this.entries, ({seq}) => seq, (entry) => html`<li data-testid="entry" data-kind=${entry.kind}>${this.#entry(entry)}</li>`)}</ul>
      ${this.next ? html`<button class="button more" ?disabled=${this.busy} @click=${() => this.#load(this.next)}>${strings.more}</button>` : nothing}
    `;
  }

  /** @param {AuditEntry} entry */
  #entry(entry) {
    const {at, kind, meeting} = entry;
    const subject = nameIn(entry, 'subject');
    const actor = nameIn(entry, 'actor') || (entry.actor ? strings.chat.unknown : words.server);
    return html`
      <details>
        <summary>
          <span class="when">${time.format(new Date(at))}</span>
          <span class="what">${words.kinds[kind] ?? kind}</span>
          <span>${actor}${subject ? ` ${words.about(subject)}` : ''}</span>
        </summary>
        <dl>${facts(entry).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
        ${meeting && meeting !== this.filter.meeting ? html`<button class="button quiet only" @click=${() => this.#onlyMeeting(meeting)} data-testid="audit-only-meeting">${words.onlyMeeting}</button>` : nothing}
      </details>
    `;
  }

  /** @param {AuditVerdict | 'running'} verdict */
  #verdict(verdict) {
    if (verdict === 'running') {
      return html`<p class="verdict">${words.verifying}</p>`;
    }
    const {whole, from, to, signedTo, found, findings} = verdict;
    return whole
      ? html`<p class="verdict" data-testid="audit-whole">${words.whole(from, to, signedTo)}</p>`
      : html`<div class="verdict bad" data-testid="audit-broken"><p class="error">${words.broken(found)}</p><ul>${findings.map(({text}) => html`<li>${text}</li>`)}</ul></div>`;
  }

  /** @param {keyof typeof NO_FILTER} field */
  #set(field) {
    return (/** @type {Event} */ {target}) => (this.filter = {...this.filter, [field]: /** @type {HTMLInputElement} */ (target).value});
  }

  /** @param {string} meeting */
  #onlyMeeting(meeting) {
    this.filter = {...NO_FILTER, meeting};
    return this.#load(undefined);
  }

  /** @param {SubmitEvent} event */
  #show(event) {
    event.preventDefault();
    return this.#load(undefined);
  }

  /** @param {string | undefined} cursor undefined: from the newest */
  #load(cursor) {
    return this.#do(async () => {
      const {items, next} = await admin.audit(filterOf(this.filter), cursor);
      this.entries = cursor ? [...(this.entries ?? []), ...items] : items;
      this.next = next;
    });
  }

  /** @param {'jsonl' | 'csv'} format */
  #export(format) {
    return this.#do(async () => keep(await admin.exportAudit(filterOf(this.filter), format), `audit.${format}`));
  }

  #verify() {
    this.verdict = 'running';
    return this.#do(async () => {
      this.verdict = await admin.verifyAudit();
    });
  }

  /** One thing at a time. @param {() => Promise<void>} what */
  async #do(what) {
    this.busy = true;
    this.error = '';
    try {
      await what();
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.verdict = this.verdict === 'running' ? null : this.verdict;
      this.busy = false;
    }
  }
}

/** @param {AuditEntry} entry @returns {[string, string][]} */
function facts({seq, node, hash, facts: known, personal, ...entry}) {
  const ids = Object.entries(words.ids).map(([name, label]) => /** @type {[string, string]} */ ([label, String(entry[/** @type {'actor'} */ (name)] ?? '')]));
  return [[words.number, String(seq)], ...factsOf(known), ...Object.entries(personal), ...ids.filter(([, id]) => id !== ''), [words.node, node], [words.hash, hash]];
}

customElements.define('audit-page', AuditPage);
