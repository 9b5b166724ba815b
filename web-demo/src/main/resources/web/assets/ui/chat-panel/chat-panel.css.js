import {css} from 'lit';

export const style = css`
  .log {
    flex: 1;
    min-height: 0;
    padding: 1rem 1.125rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .log ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  li + li {
    margin-top: 1rem;
  }
  li.follow {
    margin-top: 0.25rem;
  }
  .from {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    min-width: 0;
  }
  .from b {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  time {
    flex: none;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .empty {
    margin: auto;
    color: var(--muted);
  }
  .newer {
    align-self: center;
    margin: -3.25rem 0 0.5rem;
    box-shadow: var(--shadow);
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.5rem;
    align-items: end;
    padding: 0.75rem;
    border-top: 1px solid var(--line);
  }
  form .error {
    grid-column: 1 / -1;
  }
  textarea {
    display: block;
    max-height: 8rem;
    resize: none;
    field-sizing: content;
  }
  @media (max-width: 860px) {
    form {
      padding-bottom: max(0.75rem, env(safe-area-inset-bottom));
    }
  }
`;
