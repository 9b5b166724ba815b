/** Lists of rows in a frame, and what stands there while they are empty. */
import {css} from 'lit';

export const list = css`
  .list {
    margin: 0.875rem 0 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    list-style: none;
  }
  .list > li + li {
    border-top: 1px solid var(--line);
  }
  .empty {
    margin-top: 0.875rem;
    padding: 2.5rem 1.5rem;
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    text-align: center;
  }
  .empty.error {
    justify-content: center;
  }
`;
