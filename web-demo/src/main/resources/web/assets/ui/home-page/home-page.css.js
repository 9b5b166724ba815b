import {css} from 'lit';

export const style = css`
  .start {
    display: grid;
    grid-template-columns: 1.25fr 1fr;
    gap: 1rem;
    margin: 1.25rem 0 1.75rem;
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
  .later {
    justify-self: start;
    margin: -0.5rem 0 -0.5rem -0.75rem;
  }
  meeting-search {
    margin-bottom: 1.75rem;
  }
  .list {
    margin-bottom: 1.75rem;
  }
  @media (max-width: 760px) {
    .start {
      grid-template-columns: 1fr;
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
