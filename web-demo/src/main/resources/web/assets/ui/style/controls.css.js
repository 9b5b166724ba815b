/** Buttons, fields, cards: the same in every element. */
import {css} from 'lit';

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 1.625rem;
    line-height: 1.25;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.35;
    font-weight: 650;
  }
  h1 + p,
  h2 + p {
    margin-top: 0.375rem;
  }
  h1:focus {
    outline: none;
  }
  a {
    color: var(--link);
  }
  .icon {
    display: block;
    flex: none;
  }
  .muted {
    color: var(--muted);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 44px;
    padding: 0.5rem 1.125rem;
    border: 1px solid transparent;
    border-radius: 10px;
    background: var(--raised);
    color: var(--ink);
    font: 600 1rem/1.25 var(--font);
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .button:hover {
    background: var(--line);
  }
  .button.primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover {
    background: var(--accent-strong);
  }
  .button.danger {
    background: var(--danger);
    color: #fff;
  }
  .button.danger:hover {
    background: var(--danger-strong);
  }
  .button.quiet {
    background: transparent;
    color: var(--link);
    padding-inline: 0.75rem;
  }
  .button.quiet:hover {
    background: var(--raised);
  }
  .button.icon-only {
    width: 44px;
    padding: 0;
  }
  .button[disabled],
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--link);
    outline-offset: 2px;
  }
  .field {
    display: grid;
    gap: 0.375rem;
  }
  .field > span,
  .field > label {
    font-weight: 600;
    font-size: 0.9375rem;
  }
  input,
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 44px;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--ink);
    font: 400 1rem/1.4 var(--font);
  }
  select {
    text-overflow: ellipsis;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: 0;
    border-color: transparent;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .hint {
    color: var(--muted);
    font-size: 0.875rem;
    line-height: 1.45;
  }
  .error {
    display: flex;
    gap: 0.5rem;
    color: var(--danger);
    font-weight: 500;
  }
  @media (prefers-color-scheme: dark) {
    .error {
      color: #ff9a9e;
    }
  }
  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    padding: 1.5rem;
  }
  .only-read {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
