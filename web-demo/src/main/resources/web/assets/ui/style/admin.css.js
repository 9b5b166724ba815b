/** Forms and rows of the pages for administrators. */
import {css} from 'lit';

export const adminStyle = css`
  :host {
    display: block;
  }
  :host(:not(:first-child)) {
    margin-top: 1.25rem;
  }
  .card > ul {
    margin: 1rem 0 0;
    padding: 0;
    list-style: none;
  }
  .card > ul > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
  }
  .about {
    display: grid;
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  form {
    display: grid;
    gap: 1rem;
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--line);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
    gap: 0.25rem 1rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices legend {
    margin-bottom: 0.375rem;
    padding: 0;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-height: 32px;
    cursor: pointer;
  }
  .check input {
    flex: none;
    width: 22px;
    height: 22px;
    min-height: 22px;
    accent-color: var(--accent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .empty {
    margin-top: 1rem;
  }
  @media (max-width: 480px) {
    .card {
      padding: 1.125rem;
    }
  }
`;
