import {css} from 'lit';

export const style = css`
  :host {
    display: block;
  }
  .add {
    display: grid;
    justify-items: center;
    gap: 0.25rem;
    padding: 1rem;
    border: 1.5px dashed var(--field-line);
    border-radius: var(--radius, 12px);
    text-align: center;
  }
  .add.over {
    border-color: var(--link);
    background: var(--raised);
  }
  label.button {
    position: relative;
  }
  input[type='file'] {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }
  label.button:focus-within {
    outline: 3px solid var(--link);
    outline-offset: 2px;
  }
  ul {
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.125rem 0.625rem;
    padding: 0.375rem 0;
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  li > .icon {
    color: var(--muted);
  }
  .about {
    display: grid;
    min-width: 0;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  .facts {
    overflow-wrap: anywhere;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .actions {
    display: flex;
  }
  progress {
    grid-column: 2 / -1;
    width: 100%;
    height: 6px;
    margin-bottom: 0.25rem;
    accent-color: var(--accent);
  }
  .empty {
    padding: 1.5rem 0.5rem;
    color: var(--muted);
    text-align: center;
  }
  .more {
    display: flex;
    margin: 0.75rem auto 0;
  }
  .ask {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-top: 1.25rem;
  }
`;
