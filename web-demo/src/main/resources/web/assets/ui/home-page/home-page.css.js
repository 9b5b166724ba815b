import {css} from 'lit';

export const style = css`
  .start {
    display: grid;
    grid-template-columns: 1.25fr 1fr;
    gap: 1rem;
    margin: 1.25rem 0 2.5rem;
  }
  .start .card {
    display: grid;
    gap: 1rem;
    align-content: start;
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.5rem 0.625rem;
    align-items: end;
  }
  form .error {
    grid-column: 1 / -1;
  }
  ul {
    list-style: none;
    margin: 0.875rem 0 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    overflow: hidden;
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  li a {
    display: grid;
    grid-template-columns: 1fr auto auto;
    align-items: center;
    gap: 0.25rem 1rem;
    padding: 0.875rem 1.25rem;
    min-height: 68px;
    color: var(--ink);
    text-decoration: none;
  }
  li a:hover {
    background: var(--raised);
  }
  li a:focus-visible {
    outline-offset: -3px;
    border-radius: var(--radius);
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .when {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .about {
    min-width: 0;
    display: grid;
  }
  .live {
    padding: 0.125rem 0.625rem;
    border: 1px solid currentColor;
    border-radius: 999px;
    color: var(--positive);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .forward {
    color: var(--muted);
  }
  .empty {
    margin-top: 0.875rem;
    padding: 2.5rem 1.5rem;
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    text-align: center;
  }
  @media (max-width: 760px) {
    .start {
      grid-template-columns: 1fr;
      margin-bottom: 2rem;
    }
  }
  @media (max-width: 480px) {
    .start .card {
      padding: 1.125rem;
    }
    form {
      grid-template-columns: 1fr;
    }
  }
`;
