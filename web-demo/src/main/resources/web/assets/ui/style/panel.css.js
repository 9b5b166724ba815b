/** A panel: beside the tiles where there is room, a sheet over them on a phone. */
import {css} from 'lit';

export const panel = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    overflow: hidden;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    padding: 0.5rem 0.5rem 0.5rem 1.125rem;
    border-bottom: 1px solid var(--line);
  }
  header > :first-child {
    margin-inline-end: auto;
  }
  header .button {
    background: transparent;
  }
  header .button:hover {
    background: var(--raised);
  }
  @media (max-width: 860px) {
    :host {
      border-width: 1px 0 0;
      border-radius: 16px 16px 0 0;
      box-shadow: var(--shadow);
    }
  }
`;
