import {css} from 'lit';

export const style = css`
  form {
    display: grid;
    grid-template-columns: 1fr 1fr auto auto;
    gap: 0.75rem;
    align-items: end;
    margin-top: 1rem;
  }
  .given {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin-top: 1rem;
  }
  code {
    padding: 0.25rem 0.5rem;
    border-radius: 6px;
    background: var(--page);
    font-size: 1.0625rem;
    user-select: all;
    overflow-wrap: anywhere;
  }
  .card + h2 {
    margin-top: 2rem;
  }
  ul {
    list-style: none;
    margin: 0.875rem 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding: 0.75rem 1.125rem;
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  .about {
    display: grid;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  .actions {
    display: flex;
    gap: 0.5rem;
  }
  @media (max-width: 760px) {
    form {
      grid-template-columns: 1fr;
    }
  }
`;
