import {css} from 'lit';

export const style = css`
  form {
    display: grid;
    gap: 1.25rem;
  }
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: 0.75rem;
  }
  fieldset {
    display: grid;
    gap: 1rem;
    min-width: 0;
    margin: 0;
    padding: 1.25rem 0 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    float: inline-start;
    width: 100%;
    padding: 0;
    font-weight: 650;
    font-size: 1.125rem;
  }
  .check {
    display: flex;
    align-items: start;
    gap: 0.625rem;
    min-height: 32px;
    cursor: pointer;
  }
  .check input {
    flex: none;
    width: 22px;
    min-height: 22px;
    height: 22px;
    margin: 1px 0 0;
    accent-color: var(--accent);
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding: 0;
    border: 0;
  }
  .days legend {
    margin-bottom: 0.375rem;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  .day {
    position: relative;
  }
  .day input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .day span {
    display: grid;
    place-items: center;
    min-width: 44px;
    min-height: 44px;
    padding: 0 0.5rem;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    font-size: 0.9375rem;
  }
  .day input:checked + span {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .day input:disabled {
    cursor: default;
  }
  .day input:focus-visible + span {
    outline: 3px solid var(--link);
    outline-offset: 2px;
  }
  .words {
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0.5rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--line);
  }
  @media (max-width: 480px) {
    .actions {
      flex-direction: column-reverse;
    }
  }
`;
