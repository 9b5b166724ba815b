import {css} from 'lit';

export const style = css`
  .filter {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
    gap: 0.75rem;
    align-items: end;
    margin: 0;
  }
  .works {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 1rem 0;
  }
  .verdict {
    margin-bottom: 1rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
  }
  .verdict.bad {
    border-color: var(--danger);
  }
  details {
    padding: 0;
  }
  summary {
    display: grid;
    grid-template-columns: 11rem 13rem minmax(0, 1fr);
    gap: 0 1rem;
    padding: 0.625rem 1.125rem;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--raised);
  }
  summary:focus-visible {
    outline-offset: -3px;
  }
  .what {
    font-weight: 600;
  }
  .when {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
    gap: 0.25rem 1rem;
    margin: 0;
    padding: 0.25rem 1.125rem 0.875rem;
    font-size: 0.875rem;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .only {
    margin: -0.25rem 0 0.75rem 0.375rem;
  }
  .chosen {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  .more {
    margin-top: 0.75rem;
  }
  @media (max-width: 760px) {
    summary {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
