/** Points out meetings that are called much like the one being named (M-3), while it is typed. */
import {css, html, LitElement, nothing} from 'lit';
import {meetings} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

/** Somebody who types pauses no longer between two letters. */
const PAUSE_MS = 350;
/** Fewer letters are like too much. */
const SHORTEST = 3;

class SimilarNames extends LitElement {
  static properties = {name: {}, except: {}, found: {state: true}};
  static styles = [
    controls,
    css`
      :host {
        display: block;
      }
      p {
        margin-top: 0.375rem;
      }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    /** The id of the meeting itself, if it is there already. */
    this.except = '';
    /** @type {string[]} */
    this.found = [];
    this.abort = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('name')) {
      this.#stop();
      this.timer = setTimeout(() => this.#look(), PAUSE_MS);
    }
  }

  render() {
    return html`<div role="status" data-testid="similar">${this.found.length > 0 ? html`<p class="hint">${strings.plan.similar(this.found)}</p>` : nothing}</div>`;
  }

  #stop() {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  async #look() {
    const name = this.name.trim();
    const abort = new AbortController();
    this.abort = abort;
    if (name.length < SHORTEST) {
      this.found = [];
      return;
    }
    // It is only a hint: without an answer there is none.
    const {items} = await meetings.similar(name, abort.signal).catch(() => ({items: []}));
    if (!abort.signal.aborted) {
      this.found = items.filter(({id}) => id !== this.except).map((similar) => similar.name);
    }
  }
}

customElements.define('similar-names', SimilarNames);
