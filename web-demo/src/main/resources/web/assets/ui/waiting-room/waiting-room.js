/**
 * The waiting room, and the moment before the server answers. Says `leave`.
 *
 * @import {RoomState} from '../../room/state.js'
 */
import {css, html, LitElement} from 'lit';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

const words = strings.waiting;

class WaitingRoom extends LitElement {
  static properties = {name: {}, state: {attribute: false}};
  static styles = [
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100dvh;
        padding: 1.5rem;
        text-align: center;
      }
      main {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        max-width: 30rem;
      }
      .button {
        margin-top: 1rem;
      }
      .dots {
        display: flex;
        gap: 0.625rem;
        height: 2.5rem;
        align-items: center;
      }
      .dots i {
        width: 12px;
        height: 12px;
        border-radius: 50%;
        background: var(--link);
        animation: breathe 1.5s ease-in-out infinite;
      }
      .dots i:nth-child(2) {
        animation-delay: 0.2s;
      }
      .dots i:nth-child(3) {
        animation-delay: 0.4s;
      }
      @keyframes breathe {
        0%,
        60%,
        100% {
          opacity: 0.3;
        }
        30% {
          opacity: 1;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    /** @type {RoomState} */
    this.state = later();
  }

  render() {
    const isWaiting = this.state.phase === 'waiting';
    return html`
      <main data-testid=${isWaiting ? 'waiting' : 'joining'}>
        <div class="dots" aria-hidden="true"><i></i><i></i><i></i></div>
        <h1>${this.name || words.title}</h1>
        <p class="muted" role="status" aria-live="polite">${this.#status()}</p>
        <button class="button" @click=${this.#leave} data-testid="waiting-leave">${words.leave}</button>
      </main>
    `;
  }

  #status() {
    const {phase, connection, hosts} = this.state;
    if (connection === 'reconnecting') {
      return strings.meeting.reconnecting;
    }
    return phase === 'joining' ? words.joining : hosts === false ? words.nobody : words.lead;
  }

  #leave() {
    this.dispatchEvent(new CustomEvent('leave'));
  }
}

customElements.define('waiting-room', WaitingRoom);
