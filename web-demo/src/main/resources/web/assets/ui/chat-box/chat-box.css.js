import {css} from 'lit';

export const style = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .about,
  .emoji {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .emoji {
    flex-wrap: wrap;
    justify-content: start;
  }
  .ask {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-top: 1.25rem;
  }
  form {
    display: grid;
    grid-template-columns: auto 1fr auto;
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
