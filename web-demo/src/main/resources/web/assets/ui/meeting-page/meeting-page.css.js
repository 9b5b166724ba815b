import {css} from 'lit';

export const style = css`
  .back {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: 44px;
    margin-left: -0.375rem;
    padding-right: 0.5rem;
    text-decoration: none;
    font-weight: 500;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 1rem 2rem;
    margin: 0.5rem 0 1.75rem;
  }
  .title {
    min-width: 0;
    flex: 1 1 20rem;
  }
  h1 {
    overflow-wrap: anywhere;
  }
  .join {
    min-height: 52px;
    padding-inline: 1.75rem;
    font-size: 1.0625rem;
  }
  .rows {
    display: grid;
    gap: 1.25rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1.5rem;
  }
  .row + .row {
    border-top: 1px solid var(--line);
    padding-top: 1.25rem;
  }
  dt {
    color: var(--muted);
    font-size: 0.9375rem;
  }
  dd {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .what {
    flex: 1 1 14rem;
    min-width: 0;
    margin: 0;
  }
  .code {
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
  }
  .hint {
    margin-top: 1rem;
  }
  .action {
    min-width: 10.75rem;
  }
  @media (max-width: 560px) {
    .join {
      width: 100%;
    }
    .action {
      width: 100%;
    }
  }
`;
